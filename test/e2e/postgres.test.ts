/** Hosts that share a state in PostgreSQL: whatever they do at once, and whatever is killed, a fault is told once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgres } from '../../ground/postgres/store';
import { isInspectionError } from '../../lib/errors';
import type { InspectionSpec } from '../../lib/inspection';
import type { InspectionEvent, RunSummary } from '../../lib/model';
import type { Reporter } from '../../lib/report';
import type { StateStore } from '../../lib/state';
import { startPostgres, withPostgres, type PostgresServer } from '../harness/postgres';
import { inspectionOf, leave, newCloud } from './stage';

afterAll(leave);

const THREE = ['ecs-auto-release', 'ecs-cpu-high', 'ecs-expiring'];
const told = (events: readonly InspectionEvent[]) => events.map(({ kind, checker }) => `${kind} ${checker}`).sort();

/** What all hosts send to. */
function receiver(): Reporter & { readonly sent: InspectionEvent[] } {
  const sent: InspectionEvent[] = [];
  return {
    name: 'receiver',
    sent,
    deliver(batch) {
      sent.push(...batch);
      return Promise.resolve({ accepted: batch.map(({ id }) => id), rejected: [] });
    },
  };
}

withPostgres('hosts with one state in PostgreSQL', () => {
  let server: PostgresServer;
  let url: string;
  const opened: StateStore[] = [];
  beforeAll(async () => (server = await startPostgres()));
  afterAll(() => server.stop());
  beforeEach(async () => (url = await server.database()));
  afterEach(async () => {
    for (const state of opened.splice(0)) await state.close();
  });
  const host = async (): Promise<StateStore> => {
    const state = await openPostgres(url);
    if (!state) throw new Error('there are no tables');
    opened.push(state);
    return state;
  };
  const run = (endpoint: string, state: StateStore, to: Reporter, spec: Partial<InspectionSpec> = {}) =>
    inspectionOf(spec).run(undefined, { env: { ALIYUN_ENDPOINT: endpoint }, state, reporters: [to], language: 'en' });

  it('that start the same inspection at once report each fault once: one runs, the other stands back', async () => {
    const cloud = await newCloud();
    const to = receiver();
    const hosts = [await host(), await host()];
    const results = await Promise.allSettled(hosts.map((state) => run(cloud.endpoint, state, to)));
    const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused.map((error) => isInspectionError(error, 'locked'))).toEqual([true]);
    expect(told(to.sent)).toEqual(THREE.map((checker) => `anomaly ${checker}`));
    // What one of them has learned, the other knows.
    cloud.advance();
    for (const state of hosts) {
      to.sent.length = 0;
      await run(cloud.endpoint, state, to, { updates: { hours: 24 } });
      expect(told(to.sent)).toEqual(state === hosts[0] ? ['anomaly ecs-locked', 'recovery ecs-auto-release'] : []);
    }
  });

  it('that start inspections with the same checkers at once report each fault once, in one name', async () => {
    const cloud = await newCloud();
    const to = receiver();
    const ids = ['ecs', 'availability', 'all'];
    const both = (en: string) => ({ zh: en, en });
    const all = await Promise.all(
      ids.map(async (id) => run(cloud.endpoint, await host(), to, { id, title: both(id), updates: { hours: 24 } })),
    );
    expect(all.map(({ complete }) => complete)).toEqual([true, true, true]);
    expect(told(to.sent)).toEqual(THREE.map((checker) => `anomaly ${checker}`));
    // It recovers once, when the last of them has seen it pass.
    to.sent.length = 0;
    cloud.advance();
    for (const id of ids) await run(cloud.endpoint, await host(), to, { id, title: both(id), updates: { hours: 24 } });
    expect(told(to.sent)).toEqual(['anomaly ecs-locked', 'recovery ecs-auto-release']);
  });

  it.each([1, 2, 3])(
    'go on when the database is killed at write %i of a run: nothing is doubled or lost',
    async (at) => {
      const cloud = await newCloud();
      const to = receiver();
      const mine = await host();
      let writes = 0;
      const write = async <T>(work: Promise<T>): Promise<T> => {
        if (++writes !== at) return work;
        await server.kill();
        await sleep(300);
        await server.start();
        return work;
      };
      const state: StateStore = {
        ...mine,
        notes: [],
        apply: (...args) => write(mine.apply(...args)),
        settle: (...args) => write(mine.settle(...args)),
      };
      const summary: RunSummary = await run(cloud.endpoint, state, to);
      expect(writes).toBeGreaterThanOrEqual(at);
      expect(summary).toMatchObject({ complete: true, events: { anomaly: 3 } });
      expect(told(to.sent)).toEqual(THREE.map((checker) => `anomaly ${checker}`));
      to.sent.length = 0;
      cloud.advance();
      expect(await run(cloud.endpoint, await host(), to, { updates: { hours: 24 } })).toMatchObject({
        complete: true,
        notes: [],
      });
      expect(told(to.sent)).toEqual(['anomaly ecs-locked', 'recovery ecs-auto-release']);
    },
  );
});
