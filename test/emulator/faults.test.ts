import type { Emulator, Fault } from '../../emulator';
import { EMULATOR_ACCOUNT, EMULATOR_KEY, loadScenario, startEmulator } from '../../emulator';
import type { Answer } from './client';
import { allPages, call, ecs, refusal } from './client';

let emulator: Emulator;
beforeAll(async () => {
  const scenario = loadScenario({ regions: ['cn-hangzhou', 'cn-shanghai'], instances: 45 });
  emulator = await startEmulator({ scenario });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.resetStats());
afterEach(() => emulator.faults.clear());

const set = (...faults: Fault[]): void => emulator.faults.set(faults);
const list = (params: Record<string, unknown> = {}): Promise<Answer> =>
  ecs(emulator, 'DescribeInstances', { MaxResults: 10, ...params });
const everything = (): string[] => emulator.world.ids(EMULATOR_ACCOUNT, 'cn-hangzhou', 'instance');
const collected = async (limit?: number): Promise<{ ids: string[]; pages: number }> => {
  const { rows, pages } = await allPages(emulator, 'DescribeInstances', ['Instances', 'Instance'], 10, limit);
  return { ids: rows.map((row) => row.InstanceId as string), pages };
};

/** How the client's promise ends when no proper answer comes. */
async function broken(work: Promise<unknown>): Promise<{ name?: string; code?: string; message: string }> {
  try {
    await work;
  } catch (error) {
    return error as { name?: string; code?: string; message: string };
  }
  throw new Error('the call was answered');
}

describe('which calls', () => {
  test('filters by product, action, region and account', async () => {
    set({
      kind: 'denied',
      product: 'ecs',
      action: 'DescribeInstances',
      region: 'cn-shanghai',
      account: EMULATOR_ACCOUNT,
    });
    await list();
    await ecs(emulator, 'DescribeDisks', { RegionId: 'cn-shanghai' });
    expect((await refusal(list({ RegionId: 'cn-shanghai' }))).code).toBe('Forbidden.RAM');
    set({ kind: 'denied', account: '1000000000000000' });
    await list();
  });

  test('times, after, every and rate', async () => {
    const outcomes = async (count: number): Promise<string> => {
      let seen = '';
      for (let i = 0; i < count; i++)
        seen += await list().then(
          () => '.',
          () => 'x',
        );
      return seen;
    };
    set({ kind: 'throttle', times: 2 });
    expect(await outcomes(4)).toBe('xx..');
    set({ kind: 'throttle', after: 2, times: 1 });
    expect(await outcomes(4)).toBe('..x.');
    set({ kind: 'throttle', every: 3 });
    expect(await outcomes(6)).toBe('..x..x');
    set({ kind: 'throttle', rate: 0.5 });
    const random = await outcomes(40);
    expect(random).toMatch(/x/);
    expect(random).toMatch(/\./);
    set({ kind: 'throttle', rate: 0.5 });
    expect(await outcomes(40)).toBe(random);
  });
});

describe('throttling', () => {
  test('answers 400 Throttling.User with x-acs-retry-after, which can be absent', async () => {
    set({ kind: 'throttle', times: 1, retryAfterMs: 250 }, { kind: 'throttle', times: 1, retryAfterMs: null });
    const first = await refusal(list());
    expect([first.status, first.code, first.headers['x-acs-retry-after']]).toEqual([400, 'Throttling.User', '250']);
    expect((await refusal(list())).headers).not.toHaveProperty('x-acs-retry-after');
    await list();
    expect(emulator.stats()).toMatchObject({ calls: 3, ok: 1, throttled: 2, errors: 0 });
  });

  test('a quota counts per account, region and action', async () => {
    set({ kind: 'quota', limit: 2, per: 'minute' });
    const at = Math.ceil(Date.now() / 60_000) * 60_000 + 10_000;
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now());
    now.mockReturnValue(at);
    await list();
    await list();
    const over = await refusal(list());
    expect([over.code, over.headers['x-acs-retry-after']]).toEqual(['Throttling.User', '50000']);
    await list({ RegionId: 'cn-shanghai' });
    await ecs(emulator, 'DescribeDisks');
    now.mockReturnValue(at + 50_000);
    await list();
    now.mockRestore();
  });

  test('once throttled, ECS stays closed until the next minute', async () => {
    const at = Math.ceil(Date.now() / 60_000) * 60_000;
    const now = jest.spyOn(Date, 'now').mockReturnValue(at + 20_000);
    set({ kind: 'quota', limit: 1, per: 'second', closedUntilMinute: true });
    await list();
    expect((await refusal(list())).headers['x-acs-retry-after']).toBe('40000');
    now.mockReturnValue(at + 59_000);
    expect((await refusal(list())).headers['x-acs-retry-after']).toBe('1000');
    now.mockReturnValue(at + 60_000);
    await list();
    now.mockRestore();
  });
});

describe('refusals and broken answers', () => {
  test('denied tells the action in AccessDeniedDetail', async () => {
    set({ kind: 'denied', action: 'DescribeDisks' });
    const refused = await refusal(ecs(emulator, 'DescribeDisks'));
    expect([refused.status, refused.code]).toEqual([403, 'Forbidden.RAM']);
    expect(refused.data.AccessDeniedDetail).toMatchObject({
      AuthAction: 'ecs:DescribeDisks',
      NoPermissionType: 'ImplicitDeny',
    });
  });

  test('everybody may ask who they are', async () => {
    set({ kind: 'denied' });
    expect((await call(emulator, 'sts', 'GetCallerIdentity')).AccountId).toBe(EMULATOR_ACCOUNT);
  });

  test('a service that is not open', async () => {
    set({ kind: 'serviceNotOpen', product: 'ecs', code: 'Forbidden.ServiceNotOpen', status: 400 });
    expect(await refusal(list())).toMatchObject({ code: 'Forbidden.ServiceNotOpen', status: 400 });
  });

  test('html 502', async () => {
    set({ kind: 'html502' });
    expect(await broken(list())).toMatchObject({
      name: 'SyntaxError',
      text: expect.stringContaining('502 Bad Gateway'),
    });
  });

  test('a 500 without Code, which the client takes for an answer', async () => {
    set({ kind: 'json500' });
    expect(await list()).toEqual({ message: 'internal error' });
  });

  test.each(['start', 'body'] as const)('a connection dropped at the %s', async (at) => {
    set({ kind: 'drop', at, times: 1 });
    expect((await broken(list())).code).toBe('ECONNRESET');
    await list();
  });

  test('malformed JSON', async () => {
    set({ kind: 'malformedJson' });
    expect((await broken(list())).name).toBe('SyntaxError');
  });

  test('silence ends when the caller hangs up', async () => {
    set({ kind: 'silence', seconds: 3600 });
    await expect(
      fetch(`${emulator.url}/?Action=DescribeRegions&Version=2014-05-26`, { signal: AbortSignal.timeout(100) }),
    ).rejects.toThrow();
  });

  test('latency and a slow body arrive in the end', async () => {
    set({ kind: 'latency', ms: 30, jitterMs: 10 }, { kind: 'slowBody', ms: 50 });
    const from = performance.now();
    await list();
    expect(performance.now() - from).toBeGreaterThan(70);
  });
});

describe('wrong rows', () => {
  test.each([
    ['missingId', undefined],
    ['wrongType', { unexpected: true }],
  ] as const)('an item with %s', async (as, id) => {
    set({ kind: 'malformedItem', as, times: 1 });
    const rows = (await list()).Instances.Instance as Answer[];
    expect(rows[0]?.InstanceId).toEqual(id);
    expect(rows[1]?.InstanceId).toEqual(everything()[1]);
    expect((await list()).Instances.Instance[0].InstanceId).toBe(everything()[0]);
  });

  test('fields of all items have another value, and the world stays as it is', async () => {
    const before = await list();
    const set_ = {
      'Instances.Instance[].Status': 'Melting',
      'Instances.Instance[].ExpiredTime': { absent: true },
      'Instances.Instance[].Tags.Tag[].TagKey': 7,
    };
    set({ kind: 'fields', action: 'DescribeInstances', set: set_, times: 1 });
    const rows = (await list()).Instances.Instance as Answer[];
    expect(new Set(rows.map((row) => row.Status))).toEqual(new Set(['Melting']));
    expect(rows.some((row) => 'ExpiredTime' in row)).toBe(false);
    expect(rows.flatMap((row) => (row.Tags as { Tag: Answer[] }).Tag).every((tag) => tag.TagKey === 7)).toBe(true);
    expect((await list()).Instances).toEqual(before.Instances);
  });

  test('a malformed data point', async () => {
    set({ kind: 'malformedItem', as: 'missingId' });
    const answer = await call(emulator, 'cms', 'DescribeMetricLast', {
      Namespace: 'acs_ecs_dashboard',
      MetricName: 'CPUUtilization',
    });
    const points = JSON.parse(answer.Datapoints as string) as Answer[];
    expect(points[0]).not.toHaveProperty('instanceId');
    expect(points[1]).toHaveProperty('instanceId');
  });

  test('the same token for ever', async () => {
    set({ kind: 'repeatedToken' });
    const { pages } = await collected(12);
    expect(pages).toBe(12);
  });

  test('empty pages that go on lose nothing', async () => {
    set({ kind: 'emptyPage', every: 2 });
    const { ids, pages } = await collected();
    expect(ids).toEqual(everything());
    expect(pages).toBeGreaterThan(5);
  });

  test('duplicate rows', async () => {
    set({ kind: 'duplicateRows', times: 1 });
    const { ids } = await collected();
    expect(ids).toHaveLength(46);
    expect([...new Set(ids)]).toEqual(everything());
  });

  test('rows that move while paging: an insertion repeats, a deletion hides', async () => {
    set({ kind: 'movingRows', by: 'insert', times: 1 });
    const inserted = (await collected()).ids;
    expect(new Set(inserted).size).toBeLessThan(inserted.length);
    set({ kind: 'movingRows', by: 'delete', times: 1 });
    const { ids } = await collected();
    expect(everything().filter((id) => !ids.includes(id))).toHaveLength(1);
  });

  test('a wrong total', async () => {
    set({ kind: 'wrongTotal', by: 7 });
    expect((await ecs(emulator, 'DescribeInstances')).TotalCount).toBe(52);
  });

  test('a total as text, and one that is stated by token', async () => {
    set({ kind: 'textTotal' });
    expect((await ecs(emulator, 'DescribeInstances')).TotalCount).toBe('45');
    set({ kind: 'statedTotal' });
    expect((await ecs(emulator, 'DescribeInstances', { MaxResults: '10' })).TotalCount).toBe(45);
    set({ kind: 'noTotal' });
    expect(await ecs(emulator, 'DescribeInstances')).not.toHaveProperty('TotalCount');
  });

  test.each([
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
  ] as const)('a list that ends early (%s)', async (as, token) => {
    set({ kind: 'endsEarly', as });
    const first = await ecs(emulator, 'DescribeInstances', { MaxResults: '10' });
    expect(first.NextToken).toBe(token);
    expect('NextToken' in first).toBe(as !== 'missing');
    const second = await ecs(emulator, 'DescribeInstances', { PageNumber: '2' });
    expect(second).toMatchObject({ Instances: { Instance: [] }, TotalCount: 45 });
  });

  test.each([
    ['missing', undefined],
    ['null', { Instance: null }],
    ['hollow', {}],
    ['empty', { Instance: [] }],
  ] as const)('no list (%s)', async (as, list) => {
    set({ kind: 'noRows', as });
    const body = await ecs(emulator, 'DescribeInstances');
    expect(body.Instances).toEqual(list);
    expect(body.TotalCount).toBe(45);
  });

  test('rows that are lost', async () => {
    set({ kind: 'lostRows', count: 2, times: 1 });
    const { ids } = await collected();
    expect(ids).toEqual(everything().slice(2));
  });

  test.each([
    ['sameRows', 10],
    ['growing', 20],
  ] as const)('a list without end (%s)', async (kind, different) => {
    set({ kind });
    const first = await ecs(emulator, 'DescribeInstances', { MaxResults: '10' });
    const second = await ecs(emulator, 'DescribeInstances', { MaxResults: '10', NextToken: String(first.NextToken) });
    expect(second.NextToken).not.toBe('');
    expect(second.NextToken).not.toBe(first.NextToken);
    const ids = [first, second].flatMap((body) =>
      (body.Instances as { Instance: { InstanceId: string }[] }).Instance.map((row) => row.InstanceId),
    );
    expect(ids).toHaveLength(20);
    expect(new Set(ids).size).toBe(different);
  });

  test('a region that is listed no longer', async () => {
    const regions = async () =>
      ((await ecs(emulator, 'DescribeRegions')).Regions as { Region: { RegionId: string }[] }).Region.map(
        (r) => r.RegionId,
      );
    const before = await regions();
    set({ kind: 'lostRegion', name: before[0] ?? '' });
    expect(await regions()).toEqual(before.slice(1));
  });
});

describe('metric points', () => {
  type Row = Record<string, unknown>;
  const points = async (MetricName = 'CPUUtilization'): Promise<Row[]> => {
    const params = { Namespace: 'acs_ecs_dashboard', MetricName };
    const { Datapoints } = await call(emulator, 'cms', 'DescribeMetricLast', params);
    return JSON.parse(Datapoints as string) as Row[];
  };

  test('have a twin before or behind them', async () => {
    const sound = await points();
    set({ kind: 'oddPoints', as: 'twinFirst', factor: 0.25 });
    const before = await points();
    expect(before.filter((_, i) => i % 2 === 1)).toEqual(sound);
    expect(before[0]).toMatchObject({ timestamp: sound[0]?.timestamp, Average: Number(sound[0]?.Average) / 4 });
    set({ kind: 'oddPoints', as: 'twinLast' });
    expect((await points()).filter((_, i) => i % 2 === 0)).toEqual(sound);
  });

  test('are odd for one metric, or every n-th of them', async () => {
    const sound = await points();
    set({ kind: 'oddPoints', as: 'negative', metric: 'cpu_total' });
    expect(await points()).toEqual(sound);
    expect((await points('cpu_total')).every(({ Average }) => Number(Average) < 0)).toBe(true);
    set({ kind: 'oddPoints', as: 'undated', nth: 3 });
    const undated = (await points()).map(({ timestamp }) => timestamp === undefined);
    expect(undated).toEqual(sound.map((_, i) => i % 3 === 2));
  });
});

describe('control over HTTP', () => {
  const control = async (method: string, path: string, body?: unknown): Promise<{ status: number; body: Answer }> => {
    const response = await fetch(`${emulator.url}/__emulator/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Answer };
  };

  test('faults are replaced and removed', async () => {
    expect((await control('PUT', 'faults', [{ kind: 'denied' }])).body).toEqual([{ kind: 'denied' }]);
    expect((await refusal(list())).code).toBe('Forbidden.RAM');
    await control('DELETE', 'faults');
    await list();
  });

  test.each([
    [{ kind: 'unicorn' }, 'faults[0].kind: one of'],
    [{ kind: 'denied', colour: 'red' }, 'faults[0].colour: unknown field'],
    [{ kind: 'throttle', rate: 2 }, 'faults[0].rate: a number from 0 to 1 expected'],
    [{ kind: 'quota', limit: 1, per: 'year' }, 'faults[0].per: one of second, minute expected'],
    [{ kind: 'latency' }, 'faults[0].ms: a whole number'],
    [{ kind: 'oddPoints', as: 'green' }, 'faults[0].as: one of twinFirst'],
    [{ kind: 'oddPoints', as: 'text', nth: 0 }, 'faults[0].nth: a number from 1'],
    [{ kind: 'oddPoints', as: 'text', metric: 7 }, 'faults[0].metric: a text expected'],
  ])('a wrong fault is refused: %j', async (fault, message) => {
    const refused = await control('PUT', 'faults', [fault]);
    expect(refused.status).toBe(400);
    expect(refused.body.message).toContain(message);
  });

  test('health, stats, planted, and nothing else', async () => {
    await list();
    expect((await control('GET', 'health')).body).toMatchObject({ ok: true, epoch: 0 });
    expect((await control('GET', 'stats')).body.byCall['ecs:DescribeInstances:cn-hangzhou']).toMatchObject({
      calls: 1,
      ok: 1,
    });
    expect((await control('GET', 'planted')).body).toEqual(emulator.world.planted());
    expect((await control('GET', 'unicorns')).status).toBe(404);
  });

  test('counts what is in flight at once', async () => {
    set({ kind: 'latency', ms: 40 });
    await Promise.all([list(), list(), list(), call(emulator, 'sts', 'GetCallerIdentity', {}, EMULATOR_KEY)]);
    const { maxInFlight, byCall } = emulator.stats();
    expect([maxInFlight, byCall['ecs:DescribeInstances:cn-hangzhou']?.maxInFlight]).toEqual([4, 3]);
  });
});
