import { Courier } from '../../../lib/inspection/courier';
import type { InspectionEvent } from '../../../lib/model';
import { webhookReporter } from '../../../lib/report/webhook';
import { memoryState } from '../../../lib/state';
import { event, Fake, FakeClock, type Json, type Reply } from '../guance/fake';

const SCOPE = { inspection: 'i', account: 'a', region: 'r', collector: 'c' };

/** Numbers from 0 to 1, the same every time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

interface Told {
  /** Ids in the order in which they first came. */
  readonly ids: string[];
  requests: number;
  failed: number;
  /** Events that came again, under the same id. */
  repeated: number;
}

/**
 * Many runs, each with many events, and a receiver that fails a share of the requests: with 503, with 429 and a time, by
 * closing the connection before it has read the request or after it has taken it, and that refuses an event now and then.
 */
async function play(runs: number, eventsPerRun: number, batch: number, share: number) {
  const next = dice(42);
  const told: Told = { ids: [], requests: 0, failed: 0, repeated: 0 };
  const seen = new Set<string>();
  const refused = new Set<string>();
  const take = (list: readonly Json[]) => {
    for (const { df_event_id: id } of list) {
      if (seen.has(id)) told.repeated += 1;
      else told.ids.push(id);
      seen.add(id);
    }
  };
  const fake = await new Fake(({ json }): Reply => {
    told.requests += 1;
    const list: Json[] = json.events ?? [json];
    if (list.some(({ df_event_id: id }) => refused.has(id))) return { status: 422, text: 'not this one' };
    const roll = next();
    const lost = told.requests % 50 === 40;
    if (roll < share || lost) told.failed += 1;
    if (roll < share * 0.8) return { status: 503, text: 'busy' };
    if (roll < share * 0.85) return { status: 429, headers: { 'Retry-After': '2' } };
    if (roll < share) return 'drop';
    take(list);
    return lost ? 'drop' : { status: 200 };
  }).start();
  const state = memoryState();
  const clock = new FakeClock();
  const all: InspectionEvent[] = [];
  let dead = 0;
  let mostWaiting = 0;
  for (let run = 0; run < runs; run++) {
    // Every fault begins in an even run and is over in the next one.
    const recovery = run % 2 === 1;
    const events = Array.from({ length: eventsPerRun }, (_, i) => {
      const fault = (run - (run % 2)) * eventsPerRun + i;
      return event(fault * 2 + (recovery ? 1 : 0), {
        ...(recovery ? { kind: 'recovery', status: 'ok' } : {}),
        fingerprint: `f${fault}`,
      });
    });
    const [some] = events;
    if (some && run % 5 === 0) refused.add(some.id);
    all.push(...events);
    const courier = new Courier({
      inspection: 'i',
      reporter: webhookReporter({ url: fake.url, language: 'en', batch }),
      state,
      now: new Date(clock.now()),
      clock,
    });
    await state.apply(SCOPE, { opened: [], closed: [], remembered: [], forgotten: [], events }, [courier.destination]);
    await courier.finish();
    const { summary } = await courier.report();
    dead += summary.rejected;
    mostWaiting = Math.max(mostWaiting, summary.waiting);
  }
  const waiting = await state.waiting('i/webhook');
  await fake.stop();
  return { told, all, refused, dead, waiting, mostWaiting };
}

test.each([
  ['one by one', 1, 6, 60, 0.02],
  ['in batches', 20, 40, 80, 0.02],
  ['in batches, to a receiver that fails every third time', 20, 12, 120, 0.33],
])(
  'an unsteady receiver, events %s: nothing waits after a run, none is lost, doubled or out of order',
  async (_, batch, runs, eventsPerRun, share) => {
    const { told, all, refused, dead, waiting, mostWaiting } = await play(runs, eventsPerRun, batch, share);
    expect([waiting, mostWaiting, dead]).toEqual([0, 0, refused.size]);
    // All of them, in the order in which they came about: an anomaly before its recovery.
    expect(told.ids).toEqual(all.map(({ id }) => id).filter((id) => !refused.has(id)));
    // And it did fail; what it had taken before it closed the connection came again.
    expect(told.failed).toBeGreaterThan((told.requests * share) / 2);
    expect(told.repeated).toBeGreaterThan(0);
  },
  30_000,
);
