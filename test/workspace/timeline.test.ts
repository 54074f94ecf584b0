import { DIMENSIONS, IDS_PER_SECOND, Timeline, type Dimensions } from '../../workspace/timeline';

interface Entry {
  readonly id: number;
  readonly combo: number;
  readonly update: boolean;
  open: boolean;
}

const REGIONS = ['cn-hangzhou', 'cn-beijing', ''];
const STATUSES = ['critical', 'warning', 'ok'];
const COMBOS = 40;
const START = 1_700_000_000;

const dimensionsOf = (combo: number): Dimensions => ({
  ...(Object.fromEntries(DIMENSIONS.map((name) => [name, ''])) as Record<(typeof DIMENSIONS)[number], string>),
  status: STATUSES[combo % 3] ?? '',
  region: REGIONS[combo % 7 === 0 ? 2 : combo % 2] ?? '',
  checker: `check-${combo}`,
});

function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => (state = (state * 48_271) % 2_147_483_647) % below;
}

/** Many events, in no order, in transactions of many sizes, some of which recover later. */
function history(count: number): { readonly timeline: Timeline; readonly all: Entry[] } {
  const next = random(count);
  const timeline = new Timeline();
  const all: Entry[] = [];
  const taken = new Set<number>();
  let combos = 0;
  while (all.length < count) {
    const added: Entry[] = [];
    const learnt = new Map<number, Dimensions>();
    for (let i = 1 + next(3000); i > 0; i--) {
      // Values come up over time, and three quarters of the events are newer than all before.
      const combo = next(Math.min(COMBOS, 5 + Math.floor(all.length / 500)));
      for (; combos <= combo; combos++) learnt.set(combos, dimensionsOf(combos));
      const second = next(4) > 0 ? START + all.length * 10 + i : START + next(count * 10);
      const id = second * IDS_PER_SECOND + next(1000);
      if (taken.has(id)) continue;
      taken.add(id);
      added.push({ id, combo, update: next(3) > 0, open: next(5) === 0 });
    }
    const closed = all.filter(({ open }) => open && next(10) === 0);
    for (const one of closed) one.open = false;
    all.push(...added);
    timeline.apply({
      combos: learnt,
      events: added,
      open: new Map([...closed, ...added].map(({ id, open }) => [id, open])),
    });
    // What was counted before must not be taken for what is there now.
    const counts = timeline.countByCombo({ low: 0, high: Number.MAX_SAFE_INTEGER }, { open: false });
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(all.length);
  }
  return { timeline, all: all.sort((a, b) => b.id - a.id) };
}

const { timeline, all } = history(40_000);
const id = (share: number) => (START + Math.floor(400_000 * share)) * IDS_PER_SECOND;
const RANGES = [
  { low: 0, high: Number.MAX_SAFE_INTEGER },
  { low: id(0.1), high: id(0.9) },
  { low: id(0.5), high: id(0.501) },
  { low: id(2), high: id(3) },
];
const CONDITIONS = [
  [],
  [['region', (value: string) => value === 'cn-beijing'] as const],
  [
    ['region', (value: string) => value !== 'cn-beijing'] as const,
    ['checker', (value: string) => value === 'check-3' || value === 'check-8'] as const,
  ],
];

describe.each(RANGES)('from %j', (range) => {
  describe.each([0, 1, 2])('with condition %i', (condition) => {
    test.each([
      ['all', false, false],
      ['open', true, false],
      ['turns', false, true],
    ])('%s: pages, counts and spans are those of a list', (_, open, turns) => {
      const conditions = CONDITIONS[condition] ?? [];
      const combos = timeline.combosOf(conditions);
      const keep = { open, turns, ...(combos ? { combos } : {}) };
      const wanted = all.filter(
        (entry) =>
          entry.id >= range.low &&
          entry.id < range.high &&
          (!open || entry.open) &&
          (!turns || !entry.update) &&
          conditions.every(([name, accepts]) => accepts(dimensionsOf(entry.combo)[name])),
      );
      for (const offset of [0, 7, 12_345]) {
        expect(timeline.page(range, keep, offset, 50)).toEqual(wanted.slice(offset, offset + 50).map((one) => one.id));
      }
      const ids = all.filter((_, i) => i % 97 === 0).map((one) => one.id);
      if (range.low === 0) {
        expect(timeline.kept(ids, keep)).toEqual(ids.filter((one) => wanted.some((entry) => entry.id === one)));
      }
      const counts = timeline.countByCombo(range, keep);
      expect([...counts]).toEqual(
        Array.from(counts, (_, combo) => wanted.filter((entry) => entry.combo === combo).length),
      );
      const regions = new Map(timeline.sums('region', counts));
      for (const region of REGIONS) {
        const n = wanted.filter((entry) => dimensionsOf(entry.combo).region === region).length;
        expect([region, regions.get(region) ?? 0]).toEqual([region, region === '' ? 0 : n]);
      }
      for (const width of [600, 86_400, 400_000]) {
        const spans: Record<string, Record<string, number>> = {};
        for (const entry of wanted) {
          const span = Math.floor((Math.floor(entry.id / IDS_PER_SECOND) - START) / width);
          const { status } = dimensionsOf(entry.combo);
          const sums = (spans[span] ??= {});
          sums[status] = (sums[status] ?? 0) + 1;
        }
        expect(Object.fromEntries(timeline.countBySpan(range, keep, START, width))).toEqual(spans);
      }
    });
  });
});

test('knows the newest event of each combination of values, and what an event has', () => {
  const newest = timeline.newestByCombo();
  for (let combo = 0; combo < COMBOS; combo++) {
    expect([combo, newest[combo]]).toEqual([combo, all.find((entry) => entry.combo === combo)?.id ?? 0]);
  }
  for (const entry of all.slice(0, 100)) expect(timeline.comboOf(entry.id)).toBe(entry.combo);
});
