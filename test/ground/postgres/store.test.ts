/** What every store does, in a real PostgreSQL, and what a database alone can do to it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { openPostgres, type PostgresOptions, type PostgresState } from '../../../ground/postgres/store';
import { changes, event, finding, SCOPE, storeTests } from '../../harness/state/store';
import { forgettingTests, seriesTests } from '../../harness/state/series';
import { writersTests } from '../../harness/state/writers';
import { PASSWORD, startPostgres, withPostgres, type PostgresServer } from '../../harness/postgres';
import { startProxy, type Proxy } from '../../harness/proxy';

withPostgres('a state in PostgreSQL', () => {
  let server: PostgresServer;
  let url: string;
  const states: PostgresState[] = [];
  const proxies: Proxy[] = [];
  beforeAll(async () => (server = await startPostgres()));
  afterAll(() => server.stop());
  beforeEach(async () => (url = await server.database()));
  afterEach(async () => {
    for (const proxy of proxies.splice(0)) proxy.close();
    for (const state of states.splice(0)) await state.close();
  });

  async function newProxy(): Promise<Proxy> {
    const proxy = await startProxy(Number(new URL(url).port));
    proxies.push(proxy);
    return proxy;
  }

  async function open(options: PostgresOptions = {}, address = url): Promise<PostgresState> {
    const state = await openPostgres(address, options);
    if (!state) throw new Error('there are no tables');
    states.push(state);
    return state;
  }

  /** What the tables say. */
  async function ask(sql: string): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  describe('like every store', () => storeTests(() => open()));
  describe('of series', () => {
    seriesTests(() => open());
    forgettingTests(() => open());
  });
  describe('with two writers', () =>
    writersTests(() => ({
      open: () => open(),
      expire: async () => void (await ask("UPDATE aliyun_inspection.locks SET until = now() - interval '1 second'")),
      end: () => undefined,
    })));

  it('makes its tables once, however many hosts start at once, and again for none', async () => {
    await Promise.all(Array.from({ length: 8 }, () => open()));
    await open();
    expect(await ask('SELECT name FROM aliyun_inspection.migrations')).toEqual([{ name: '0001-tables' }]);
    const schemas = await ask(
      "SELECT DISTINCT table_schema AS name FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')",
    );
    expect(schemas).toEqual([{ name: 'aliyun_inspection' }]);
  });

  it('of a newer version is refused and left alone', async () => {
    await open();
    await ask("INSERT INTO aliyun_inspection.migrations (name) VALUES ('9999-later')");
    await expect(openPostgres(url)).rejects.toMatchObject({
      code: 'state',
      message: expect.stringMatching(/newer version \(migration 9999-later\); upgrade first/) as string,
    });
  });

  it('is not made for who only reads, and needs no rights beyond its own tables once they are there', async () => {
    expect(await openPostgres(url, { make: false })).toBeUndefined();
    expect(await ask("SELECT to_regnamespace('aliyun_inspection') IS NULL AS none")).toEqual([{ none: true }]);
    await open();
    const name = `worker_${Date.now()}`;
    await ask(`CREATE ROLE ${name} LOGIN PASSWORD 'another-password';
      GRANT USAGE ON SCHEMA aliyun_inspection TO ${name};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA aliyun_inspection TO ${name}`);
    const worker = await open({}, url.replace(/\/\/.*@/, `//${name}:another-password@`));
    const lock = await worker.lock('ecs');
    await worker.apply(SCOPE, changes({ opened: [finding(1)], events: [event(1)] }), ['ecs/a']);
    await worker.settle('ecs/a', [], [{ id: 'event-1', reason: 'no' }]);
    await lock.release();
    expect((await worker.load(SCOPE)).open.size).toBe(1);
  });

  it.each([
    ['a password that is wrong', () => url.replace(/:[^:]*@/, ':wrong-password@'), /password authentication failed/],
    ['a database that is not there', () => url.replace(/[^/]*$/, 'nowhere'), /database "nowhere" does not exist/],
    ['a server that is not there', () => url.replace(/:\d+\//, ':1/'), /ECONNREFUSED/],
  ])('says at once what is wrong with %s, and no password', async (_, address, problem) => {
    const started = Date.now();
    const error: unknown = await openPostgres(address()).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'state', message: expect.stringMatching(problem) as string });
    expect(String((error as Error).message)).toMatch(/^state cannot be opened: PostgreSQL at 127\.0\.0\.1:\d+\/\w+: /);
    expect(`${String((error as Error).message)}${JSON.stringify(error)}`).not.toMatch(/not-a-real|wrong-password/);
    expect(Date.now() - started).toBeLessThan(5000);
  });

  it('commits thousands of findings and assets at once, and reads them back in their order', async () => {
    const state = await open();
    const many = Array.from({ length: 12_000 }, (_, n) => n);
    const remembered = many.map((n) => ({ id: `d-${n}`, name: '', fields: { n } }));
    const all = changes({ opened: many.map(finding), remembered, events: many.map(event) });
    await state.apply(SCOPE, all, ['ecs/a', 'ecs/b']);
    const { open: found, assets } = await state.load(SCOPE);
    expect([found.size, assets.size, found.get('f11999')]).toEqual([12_000, 12_000, finding(11_999)]);
    expect((await state.pending('ecs/b', 12_000)).map(({ id }) => id)).toEqual(many.map((n) => `event-${n}`));
    const both = ['ecs/a', 'ecs/b'].map((destination) => [destination, { count: 12_000 }] as const);
    expect(await state.waits()).toEqual(new Map(both));
  });

  it('commits in seven round trips, and six where the scope is known, however much it is', async () => {
    const proxy = await newProxy();
    const state = await open({}, url.replace(/:\d+\//, `:${proxy.port}/`));
    const lock = await state.lock('ecs');
    let sent = 0;
    proxy.fate = () => (sent++, 'pass');
    const trips = async (first: number, count: number) => {
      const before = sent;
      const some = Array.from({ length: count }, (_, n) => first + n);
      await state.apply(SCOPE, changes({ opened: some.map(finding), events: some.map(event) }), ['ecs/a']);
      return sent - before;
    };
    expect([await trips(0, 1), await trips(10, 50)]).toEqual([7, 6]);
    await lock.release();
  });

  it('tells a decision what others have open, however it asks, and keeps them from writing meanwhile', async () => {
    const [mine, theirs] = [await open(), await open()];
    const other = { ...SCOPE, inspection: 'all' };
    await theirs.apply(other, changes({ opened: [finding(1)], ended: ['event-2'] }));
    let asked = 0;
    const [first, second] = await Promise.all(
      [mine, theirs].map((state, n) =>
        state.apply({ ...SCOPE, inspection: `i${n}` }, (peers) => {
          asked += 1;
          const seen = peers.inspections.map(
            (name) => peers.open(name, 'f1')?.faultId ?? peers.open(name, 'f9')?.faultId,
          );
          const ended = seen.includes('event-1') && peers.isEnded('event-2') && !peers.isEnded('event-1');
          const rival = seen.includes('event-9');
          return changes({ opened: ended && !rival ? [finding(9)] : [] });
        }),
      ),
    );
    expect(asked).toBeGreaterThan(2);
    expect([first?.opened.length, second?.opened.length].sort()).toEqual([0, 1]);
    expect(await mine.sharers(SCOPE)).toEqual(expect.arrayContaining(['all']));
  });

  it('notices rows that are not what was written: whoever has the lock learns the scope again', async () => {
    const state = await open();
    const lock = await state.lock('ecs');
    await state.apply(SCOPE, changes({ opened: [finding(1), finding(2)], events: [event(1), event(2)] }), ['ecs/a']);
    await ask(
      "UPDATE aliyun_inspection.open_findings SET body = replace(body, 'disk', 'dusk') WHERE fingerprint = 'f1'",
    );
    await ask("UPDATE aliyun_inspection.spool SET body = 'x' WHERE id = 'event-1'");
    const reader = await open();
    expect(await reader.survey()).toEqual([
      { ...SCOPE, open: 1, assets: 0, lost: 'a part of it is damaged in the database', noted: false },
    ]);
    const { open: left, lost } = await state.load(SCOPE);
    expect([[...left.keys()], lost]).toEqual([['f2'], 'a part of it is damaged in the database']);
    expect(await reader.survey()).toMatchObject([{ open: 1, noted: true }]);
    expect((await state.pending('ecs/a', 10)).map(({ id }) => id)).toEqual(['event-2']);
    expect(await ask('SELECT reason FROM aliyun_inspection.dead_letters')).toEqual([
      { reason: 'it is not what was written' },
    ]);
    await state.apply(SCOPE, changes({ relearned: true }));
    expect((await state.load(SCOPE)).lost).toBeUndefined();
    expect(state.notes).toEqual([
      expect.stringMatching(/^1 events for ecs\/a are damaged in the database/),
      expect.stringMatching(/^the state of 1 collection was lost, a part of it is damaged in the database: /),
    ]);
    await lock.release();
  });

  it('keeps the newest of the events that a destination refuses for good', async () => {
    const state = await open();
    const all = Array.from({ length: 510 }, (_, n) => n);
    await state.apply(SCOPE, changes({ events: all.map(event) }), ['ecs/a']);
    await state.settle(
      'ecs/a',
      [],
      all.map((n) => ({ id: `event-${n}`, reason: `no ${n}` })),
    );
    expect(await state.waiting('ecs/a')).toBe(0);
    const letters = await ask('SELECT reason FROM aliyun_inspection.dead_letters ORDER BY seq');
    expect([letters.length, letters[0]]).toEqual([500, { reason: 'no 10' }]);
  });

  describe('when the way to it breaks', () => {
    it.each([
      ['the answer to a commit', 'drop the answer'],
      ['a commit', 'drop'],
    ] as const)('writes once, although %s was lost', async (_, fate) => {
      const direct = await open();
      const proxy = await newProxy();
      const state = await open({}, url.replace(/:\d+\//, `:${proxy.port}/`));
      let lost = 0;
      proxy.fate = (bytes) => (bytes.includes('COMMIT') && lost++ === 0 ? fate : 'pass');
      // Before the writer hears of it, another has sent the event: it must not come back.
      proxy.dropped = async () => {
        if (lost === 1) await direct.settle('ecs/a', ['event-1'], []);
      };
      const decisions: number[] = [];
      const done = await state.apply(SCOPE, () => {
        decisions.push(1);
        return changes({ opened: [finding(1)], events: [event(1)] });
      }, ['ecs/a']);
      expect(done.events.map(({ id }) => id)).toEqual(['event-1']);
      expect(lost).toBeGreaterThanOrEqual(2);
      expect([await direct.waiting('ecs/a'), decisions.length]).toEqual(fate === 'drop' ? [1, 2] : [0, 1]);
      expect(await ask('SELECT open FROM aliyun_inspection.scopes')).toEqual([{ open: 1 }]);
    });

    it('gives up after a while, in one sentence without a password', async () => {
      const proxy = await newProxy();
      const state = await open({ patienceMs: 500 }, url.replace(/:\d+\//, `:${proxy.port}/`));
      proxy.close();
      const error: unknown = await state.apply(SCOPE, changes({ opened: [finding(1)] })).catch((e: unknown) => e);
      expect(error).toMatchObject({ code: 'state' });
      expect(String((error as Error).message)).toMatch(
        /^state cannot be written: PostgreSQL at 127\.0\.0\.1:\d+\/\w+: /,
      );
      expect(String((error as Error).message)).not.toContain(PASSWORD);
    });

    it('loses and doubles nothing when the server is killed in the middle, time and again', async () => {
      const COMMITS = 60;
      const scopes = ['cn-beijing', 'cn-hangzhou', 'cn-shanghai'].map((region) => ({ ...SCOPE, region }));
      const state = await open();
      const lock = await state.lock('ecs');
      let written = 0;
      const writer = async (scope: typeof SCOPE, first: number) => {
        for (let n = first; n < first + COMMITS; n++) {
          const before = n === first ? [] : [`f${n - 1}`];
          await state.apply(scope, changes({ opened: [finding(n)], closed: before, events: [event(n)] }), ['ecs/a']);
          written += 1;
        }
      };
      const killer = async () => {
        for (const at of [0.1, 0.4, 0.7]) {
          while (written < at * COMMITS * scopes.length) await sleep(1);
          await server.kill();
          await server.start();
        }
      };
      await Promise.all([...scopes.map((scope, n) => writer(scope, n * 1000)), killer()]);
      expect(lock.lost.aborted).toBe(false);
      const ids = (await state.pending('ecs/a', 1000)).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(COMMITS * scopes.length);
      for (const [n, scope] of scopes.entries()) {
        expect([...(await state.load(scope)).open.keys()]).toEqual([`f${n * 1000 + COMMITS - 1}`]);
      }
      expect(await ask('SELECT DISTINCT open FROM aliyun_inspection.scopes')).toEqual([{ open: 1 }]);
      await lock.release();
    }, 60_000);
  });
});
