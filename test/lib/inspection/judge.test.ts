import type { UnitContext } from '../../../lib/inspection/context';
import { Judge } from '../../../lib/inspection/judge';
import { Gate } from '../../../lib/inspection/queue';
import { planOf } from '../../../lib/inspection/plan';
import type { InspectionEvent } from '../../../lib/model';
import { memoryState, type OpenFinding, type StateStore } from '../../../lib/state';
import { broken } from './run/world';

const MANY = 40_000;
const place = { account: { id: '1000', name: 'production' }, region: 'cn-hangzhou' };
const scope = { inspection: 'widgets', account: '1000', region: 'cn-hangzhou', collector: 'widgets-widgets' };

const openOf = (n: number): OpenFinding => ({
  fingerprint: `fingerprint-${n}`,
  checker: 'widgets-broken',
  assetId: `w${n}`,
  assetName: '',
  severity: 'error',
  faultId: `event-${n}`,
  startedAt: '2026-06-01T00:00:00.000Z',
  title: { zh: 'broken', en: 'broken' },
  data: {},
});

/** @param applied called before each commit */
async function judgeOf(applied: (commits: number) => void, stop: UnitContext['stop']) {
  const kept = memoryState();
  const opened = Array.from({ length: MANY }, (_, n) => openOf(n));
  await kept.apply(scope, { opened, closed: [], remembered: [], forgotten: [], events: [] });
  let commits = 0;
  const state: StateStore = {
    ...kept,
    notes: [],
    apply: (...args) => {
      applied((commits += 1));
      return kept.apply(...args);
    },
  };
  const events: InspectionEvent[] = [];
  const nothing = () => Promise.resolve();
  const ctx: UnitContext = {
    inspection: { id: 'widgets', title: { zh: 'Widgets', en: 'Widgets' } },
    now: new Date('2026-06-01T12:00:00Z'),
    clock: () => new Date('2026-06-01T12:00:00Z'),
    startedAt: '2026-06-01T12:00:00.000Z',
    audience: '',
    until: '2026-06-02T12:00:00.000Z',
    stop,
    state,
    destinations: [],
    found: new Set(),
    accepts: () => true,
    flapping: 4,
    updates: { tolerance: 0.2, every: 0 },
    wantsFindings: false,
    wantsReadings: false,
    pages: new Gate(1),
    histories: new Gate(1),
    count: () => undefined,
    emit: {
      assets: nothing,
      readings: nothing,
      findings: nothing,
      collection: nothing,
      events: (batch) => {
        events.push(...batch);
        return Promise.resolve();
      },
    },
  };
  const [plan] = planOf([broken]);
  if (!plan) throw new Error('no plan');
  return { judge: await Judge.load(ctx, plan, place), events, left: async () => (await kept.load(scope)).open.size };
}

describe('40,000 open findings whose assets are gone', () => {
  it('recover, each once, and let others have their turn meanwhile', async () => {
    const stop = { signal: new AbortController().signal, deadline: Infinity };
    const { judge, events, left } = await judgeOf(() => undefined, stop);
    let turns = 0;
    let done = false;
    const others = () => {
      turns += 1;
      if (!done) setImmediate(others);
    };
    setImmediate(others);
    await judge.absent(new Set());
    done = true;
    expect(turns).toBeGreaterThanOrEqual(20);
    expect(new Set(events.map(({ fingerprint }) => fingerprint)).size).toBe(MANY);
    expect(events).toHaveLength(MANY);
    expect(await left()).toBe(0);
  });

  it.each([
    ['the deadline has come', 'deadline'],
    ['somebody cancels', 'cancelled'],
  ])('stay open as far as they were not reached when %s', async (_, code) => {
    const abort = new AbortController();
    const stop = { signal: abort.signal, deadline: Infinity };
    const end = (commits: number) => {
      if (commits < 3) return;
      if (code === 'deadline') stop.deadline = 0;
      else abort.abort();
    };
    const { judge, events, left } = await judgeOf(end, stop);
    await expect(judge.absent(new Set())).rejects.toMatchObject({ code });
    expect(events.length).toBeGreaterThan(0);
    expect(events.length).toBeLessThan(MANY / 2);
    expect(await left()).toBe(MANY - events.length);
  });
});
