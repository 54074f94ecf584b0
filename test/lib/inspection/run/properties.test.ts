import fc from 'fast-check';
import { createLimiter } from '../../../../lib/aliyun';
import { ALL, events, REGION, Session, verdicts, World, type Seen, type Widget } from './world';

let world: World;
beforeAll(async () => (world = await new World().start()));
afterAll(() => world.close());

const OTHER = 'cn-beijing';
const widget: fc.Arbitrary<Widget> = fc.record({
  status: fc.constantFrom('Running', 'Broken', 'Stopped', 'Odd'),
  level: fc.integer({ min: 0, max: 100 }),
  parts: fc.array(fc.constantFrom('Good', 'Bad'), { maxLength: 4 }),
  notices: fc.integer({ min: 0, max: 3 }),
  heat: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
});
/** Widgets by id, `a…` in the one region and `b…` in the other. */
const widgetsById = fc
  .array(fc.tuple(fc.boolean(), widget), { maxLength: 60 })
  .map((list) => new Map(list.map(([here, w], n) => [`${here ? 'a' : 'b'}${n}`, w])));
/** What must not matter. */
const circumstances = fc.record({
  cap: fc.integer({ min: 1, max: 70 }),
  concurrency: fc.integer({ min: 1, max: 8 }),
  maxInFlight: fc.integer({ min: 1, max: 12 }),
  order: fc.integer(),
  slow: fc.integer({ min: 1, max: 7 }),
});
type Circumstances = typeof circumstances extends fc.Arbitrary<infer T> ? T : never;

/** What the checkers must say, told without any of the code that is tested. */
function expected(all: ReadonlyMap<string, Widget>): string[] {
  const out: string[] = [];
  for (const [id, w] of all) {
    const broken = { Running: 'pass', Broken: 'fail:error', Stopped: 'skip', Odd: 'unknown' }[w.status ?? 'Running'];
    const level = w.level ?? 0;
    const heat = w.heat;
    out.push(`widgets-broken ${id} ${broken}`);
    out.push(`widgets-worn ${id} ${level < 50 ? 'pass' : level < 90 ? 'fail:warning' : 'fail:critical'}`);
    out.push(`widgets-part-bad ${id} ${w.parts?.includes('Bad') ? 'fail:error' : 'pass'}`);
    out.push(`widgets-noticed ${id} ${w.notices ? 'fail:info' : 'pass'}`);
    out.push(
      `widgets-hot ${id} ${heat === undefined ? 'unknown' : heat > 95 ? 'fail:critical' : heat > 80 ? 'fail:warning' : 'pass'}`,
    );
  }
  return out.sort();
}

/** A pseudo-random number from 0 to 1 that depends on nothing but its arguments. */
function chance(seed: number, text: string): number {
  let h = seed | 0;
  for (const char of text) h = Math.imul(h ^ char.charCodeAt(0), 2654435761);
  return ((h ^ (h >>> 15)) >>> 0) / 2 ** 32;
}

function show(all: ReadonlyMap<string, Widget>, { cap, order, slow }: Circumstances): void {
  world.regions.clear();
  world.set({}, REGION);
  world.set({}, OTHER);
  const shuffled = [...all].sort(([a], [b]) => chance(order, a) - chance(order, b));
  for (const [id, w] of shuffled) world.set({ [id]: w }, id.startsWith('a') ? REGION : OTHER);
  world.cap = cap;
  world.delay = ({ n }) => (n % slow === 0 ? Math.round(4 * chance(order, `${n}`)) : 0);
}

function inspect(session: Session, { concurrency, maxInFlight }: Circumstances): Promise<Seen> {
  return session.run({
    configs: { regions: [REGION, OTHER] },
    concurrency,
    limiter: createLimiter({ maxInFlight }),
    timeoutMs: 5000,
    spec: { checkers: ALL },
  });
}

it('findings depend on the assets, and neither on page size, order of rows and answers, nor concurrency', async () => {
  await fc.assert(
    fc.asyncProperty(widgetsById, circumstances, async (all, how) => {
      world.reset();
      show(all, how);
      const seen = await inspect(new Session(world), how);
      expect(verdicts(seen)).toEqual(expected(all));
      expect(seen.summary).toMatchObject({ complete: true, assets: all.size });
      const failing = expected(all).filter((line) => line.includes(' fail:'));
      expect(events(seen)).toEqual(
        failing.map((line) => line.replace(/^(\S+ \S+) fail:(\w+)$/, 'anomaly $1 $2')).sort(),
      );
    }),
    { numRuns: 30 },
  );
}, 60_000);

it('events depend on what changed, and on nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(widgetsById, widgetsById, circumstances, circumstances, async (before, after, how, then) => {
      world.reset();
      const session = new Session(world);
      show(before, how);
      await inspect(session, how);
      world.passes(5);
      show(after, then);
      const seen = await inspect(session, then);
      const verdictOf = (lines: string[]) =>
        new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), line.slice(line.lastIndexOf(' ') + 1)]));
      const [old, young] = [verdictOf(expected(before)), verdictOf(expected(after))];
      const wanted: string[] = [];
      for (const [key, verdict] of young) {
        const open = old.get(key)?.startsWith('fail:') ?? false;
        const [word, severity] = verdict.split(':');
        if (word === 'fail') wanted.push(`${open ? 'update' : 'anomaly'} ${key} ${severity}`);
        else if (open && word !== 'unknown') wanted.push(`recovery ${key} ok`);
      }
      for (const [key, verdict] of old) {
        if (!young.has(key) && verdict.startsWith('fail:')) wanted.push(`recovery ${key} ok`);
      }
      for (const id of before.keys()) if (!after.has(id)) wanted.push(`anomaly widgets-deleted ${id} error`);
      expect(events(seen)).toEqual(wanted.sort());
    }),
    { numRuns: 25 },
  );
}, 60_000);
