import { HOUR } from '../../../lib/model';
import { detector, Watch, type Accepted, type Open, type Point } from '../../../lib/trend';

const NOW = Date.UTC(2026, 5, 1, 12);
const options = { budget: 20, least: 0, share: 0 };

function noise(n: number): number {
  const x = Math.sin(n * 12.9898) * 43758.5453;
  return 2 * (x - Math.floor(x)) - 1;
}

/** 31 days around 40; then so many hours of other values. */
function series(hours: number, value: (ago: number) => number, base = (ago: number) => 40 + noise(ago)): Point[] {
  return Array.from({ length: 31 * 24 }, (_, i) => {
    const ago = 31 * 24 - 1 - i;
    return { at: NOW - ago * HOUR, value: ago < hours ? value(ago) : base(ago) };
  });
}

/** Now here, now there, for hours each; then up and down from hour to hour for a day, between the same values. */
const swinging = (by: number) =>
  series(
    24,
    (ago) => 50 + by * (ago % 2 === 0 ? 1 : -1),
    (ago) => 20 + 15 * Math.floor(2.5 * (1 + noise(Math.floor(ago / 3)))),
  );

const judge = (points: readonly Point[], accepted?: readonly Accepted[], open?: Open) =>
  detector.judge(points, { ...options, ...(accepted && { accepted }) }, open);

/** What is said to be normal is what the event itself says. */
function acceptedOf(points: readonly Point[]): Accepted {
  const found = judge(points);
  if (found.kind !== 'unusual') throw new Error('nothing is unusual');
  return { kind: found.what, low: found.lowest, high: found.highest };
}

describe('the range of an event', () => {
  it('is of the values since it began, as they came', () => {
    const found = judge(series(6, (ago) => [88, 92, 90, 95, 91, 89][ago] ?? 90));
    expect(found).toMatchObject({ kind: 'unusual', what: 'shift', lowest: 88, highest: 95 });
  });

  it('is of the mean step where the scatter has changed', () => {
    const found = judge(swinging(30));
    expect(found).toMatchObject({ kind: 'unusual', what: 'spread' });
    // It is that of a day, and the day before it was calm.
    if (found.kind === 'unusual') expect(found.highest).toBeCloseTo(60, -1);
  });
});

describe('what was accepted', () => {
  const shift = series(8, (ago) => 80 + noise(ago));
  const spike = series(1, () => 90);
  const zero = series(
    2,
    () => 0,
    (ago) => 15 + 2 * noise(ago),
  );
  const restless = swinging(20);

  it.each<[string, Point[], Point[]]>([
    ['another level, at once', shift, shift],
    ['another level, days later', shift, series(90, (ago) => 80 + noise(ago))],
    ['another level, with a little more scatter', shift, series(40, (ago) => 80 + 2 * noise(ago))],
    ['another level that begins, which is a spike at first', shift, series(1, () => 80)],
    ['another level that has ended', shift, series(90, (ago) => (ago < 5 ? 40 : 80) + noise(ago))],
    ['a spike', spike, spike],
    ['a spike of another week', spike, series(200, (ago) => (ago === 170 || ago === 0 ? 91 : 40 + noise(ago)))],
    ['hours after a spike', spike, series(5, (ago) => (ago === 4 ? 90 : 40 + noise(ago)))],
    ['a drop to zero', zero, zero],
    ['unrest', restless, restless],
  ])('%s is normal', (_, said, points) => {
    const accepted = acceptedOf(said);
    expect(judge(said).kind).toBe('unusual');
    expect(judge(points, [accepted]).kind).toBe('steady');
  });

  it.each<[string, Point[], Point[], string]>([
    ['a level beyond it', shift, series(8, (ago) => 120 + noise(ago)), 'shift'],
    ['a level beyond it, after days of it', shift, series(90, (ago) => (ago < 6 ? 120 : 80) + noise(ago)), 'shift'],
    ['a level on the other side', shift, series(8, (ago) => 5 + noise(ago)), 'shift'],
    ['a level half-way', shift, series(8, (ago) => 60 + noise(ago)), 'shift'],
    ['a spike beyond it', spike, series(1, () => 130), 'spike'],
    ['a spike that stays', spike, series(8, (ago) => 90 + noise(ago)), 'shift'],
    ['a drop to zero beside it', shift, series(2, () => 0), 'zero'],
    ['unrest beyond it', restless, swinging(35), 'spread'],
    ['unrest beside a level', series(8, (ago) => 200 + noise(ago)), restless, 'spread'],
    ['a level beside unrest', restless, shift, 'shift'],
  ])('%s is not', (_, said, points, what) => {
    const newest = points[points.length - 1]?.value ?? NaN;
    const found = judge(points, [acceptedOf(said)]);
    expect(found).toMatchObject({ kind: 'unusual', what });
    // It is said as it came, not as it was taken for.
    if (found.kind === 'unusual' && found.view === 'level-1') expect(found.value).toBeCloseTo(newest, 3);
  });

  it('a counter is held against what it grows by', () => {
    let sum = 0;
    const points = series(
      6,
      () => 900,
      (ago) => 300 + 10 * noise(ago),
    ).map(({ at, value }) => ({ at, value: (sum += value) }));
    const accepted = acceptedOf(points);
    expect(accepted).toMatchObject({ low: 900, high: 900 });
    expect(judge(points, [accepted]).kind).toBe('steady');
  });

  it('goes with the copy of a watched series, each by itself', () => {
    const watch = new Watch({ ...options, accepted: [acceptedOf(shift)] });
    for (const point of shift) watch.push(point);
    const copy = watch.copy();
    copy.push({ at: NOW + HOUR, value: 200 });
    watch.push({ at: NOW + HOUR, value: 81 });
    expect(copy.judgement()).toMatchObject({ kind: 'unusual', value: 200 });
    expect(watch.judgement().kind).toBe('steady');
  });
});
