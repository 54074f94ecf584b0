import { cms, createLimiter, type Limiter, type Outcome, type Transport, type WireRequest } from '../../../lib/aliyun';
import { singleFlight, type CredentialsProvider } from '../../../lib/credentials';
import {
  billingCycle,
  billingDate,
  central,
  clockMinute,
  clockMs,
  clockTime,
  defineProduct,
  rpc,
} from '../../../lib/define';
import { CloudApiError, type ErrorCode } from '../../../lib/errors';
import { errorOf, KEYS, testClient, widgets, type TestClient } from './cloud';

type Step = Partial<ConstructorParameters<typeof CloudApiError>[1]> | 'ok';

/** A transport that fails as told, one step per request; the last step stands for all that follow. */
function scripted(...steps: Step[]): Transport & { readonly sent: WireRequest[] } {
  const sent: WireRequest[] = [];
  return {
    sent,
    close: () => undefined,
    async send(request) {
      await Promise.resolve();
      const step = steps[Math.min(sent.length, steps.length - 1)] ?? 'ok';
      sent.push(request);
      if (step === 'ok') return { body: { ok: true }, headers: {} };
      const { product, action, region } = request;
      const code: ErrorCode = step.code ?? 'service';
      throw new CloudApiError(`${product.code}:${action} in ${region}: said the cloud`, {
        retryable: ['throttled', 'service', 'transport'].includes(code),
        said: 'said the cloud',
        ...step,
        code,
        product: product.code,
        action,
        region,
      });
    },
  };
}

const list = rpc('ListWidgets');
const ask = (client: TestClient, region = 'cn-hangzhou') => client.call(widgets, list, region);

describe('retries', () => {
  it.each([
    ['throttled', 10],
    ['service', 4],
    ['transport', 4],
    ['access-denied', 1],
    ['unsupported', 1],
    ['service-not-open', 1],
    ['not-found', 1],
    ['quota-exhausted', 1],
    ['request-refused', 1],
    ['credentials', 1],
    ['token-expired', 2],
  ] as const)('%s: %i tries', async (code, tries) => {
    const transport = scripted({ code });
    const client = testClient({ transport });
    expect(await errorOf(ask(client))).toMatchObject({ code });
    expect(transport.sent).toHaveLength(tries);
    expect(client.options.counters).toEqual({
      total: tries,
      throttled: code === 'throttled' ? tries : 0,
      retried: tries - 1,
    });
  });

  it('succeeds when a later try does', async () => {
    const client = testClient({ transport: scripted({ code: 'service' }, { code: 'transport' }, 'ok') });
    expect(await ask(client)).toEqual({ ok: true });
    expect(client.slept).toHaveLength(2);
  });

  it('waits as long as the cloud asks, and not at all busily when it asks for nothing', async () => {
    const client = testClient({
      transport: scripted({ code: 'throttled', retryAfterMs: 1234 }, { code: 'throttled', retryAfterMs: 0 }, 'ok'),
    });
    await ask(client);
    expect(client.slept[0]).toBe(1234);
    expect(client.slept[1]).toBeGreaterThanOrEqual(50);
  });

  it('backs off longer and longer', async () => {
    const client = testClient({ transport: scripted({ code: 'throttled' }) });
    await errorOf(ask(client));
    expect(client.slept).toHaveLength(9);
    client.slept.forEach((ms, i) => {
      const most = Math.min(250 * 2 ** i, 60_000);
      expect(ms).toBeLessThanOrEqual(most);
      expect(ms).toBeGreaterThanOrEqual(most / 5);
    });
  });

  it('counts the calls of a collection, tries included', async () => {
    const client = testClient({ transport: scripted({ code: 'service' }, 'ok') });
    const tally = { calls: 0 };
    await client.call(widgets, list, 'cn-hangzhou', {}, tally);
    expect(tally.calls).toBe(2);
  });

  it('hands a list that is too deep on at once, and takes it for no sign of a rate', async () => {
    const outcomes: Outcome[] = [];
    const limiter: Limiter = { acquire: () => Promise.resolve({ done: (outcome) => void outcomes.push(outcome) }) };
    const transport = scripted({ code: 'throttled', cloudCode: 'Throttling.DeepPageSkip' });
    const client = testClient({ limiter, transport });
    expect(await errorOf(ask(client))).toMatchObject({ code: 'throttled', cloudCode: 'Throttling.DeepPageSkip' });
    expect(transport.sent).toHaveLength(1);
    expect(client.options.counters).toEqual({ total: 1, throttled: 0, retried: 0 });
    expect(outcomes).toEqual([{ kind: 'failed' }]);
  });

  it('holds no place in the limiter while it waits', async () => {
    const limiter = createLimiter({ maxInFlight: 1 });
    const other = testClient({ limiter, transport: scripted('ok') });
    const client = testClient({
      limiter,
      transport: scripted({ code: 'service' }, 'ok'),
      sleep: async () => void (await ask(other, 'cn-beijing')),
    });
    expect(await ask(client)).toEqual({ ok: true });
  });
});

describe('an expired token', () => {
  const expired = { code: 'token-expired' } as const;
  function renewable(): CredentialsProvider & { asked: number } {
    const provider = singleFlight('test', () => {
      self.asked += 1;
      return { ...KEYS, securityToken: `token-number-${self.asked}` };
    });
    const self = Object.assign(provider, { asked: 0 });
    return self;
  }

  it('is renewed once, and the call goes on', async () => {
    const credentials = renewable();
    const transport = scripted(expired, 'ok');
    expect(await ask(testClient({ transport, credentials }))).toEqual({ ok: true });
    expect(transport.sent.map((r) => r.credentials.securityToken)).toEqual(['token-number-1', 'token-number-2']);
  });

  it('is renewed once for many calls at the same time', async () => {
    const credentials = renewable();
    const client = testClient({
      credentials,
      transport: {
        close: () => undefined,
        send: async (request) => {
          await new Promise((resolve) => setImmediate(resolve));
          if (request.credentials.securityToken === 'token-number-1') return scripted(expired).send(request);
          return { body: { ok: true }, headers: {} };
        },
      },
    });
    await Promise.all(Array.from({ length: 20 }, (_, i) => ask(client, `cn-${i}`)));
    expect(credentials.asked).toBe(2);
  });

  it('is given up when a new one does not help', async () => {
    const error = await errorOf(ask(testClient({ transport: scripted(expired), credentials: renewable() })));
    expect(error).toMatchObject({ code: 'token-expired' });
    expect(error.message).toMatch(/account production/);
  });
});

describe('messages', () => {
  it.each([
    ['access-denied', /account production denied: grant widgets:ListWidgets \(Odd, HTTP 403\)/],
    ['service-not-open', /account production: the service is not opened; open Widgets in the console/],
    ['unsupported', /account production: not available in this region/],
    ['quota-exhausted', /account production: the free quota of CloudMonitor/],
    ['throttled', /account production: still throttled after 10 tries/],
    ['token-expired', /account production: the security token has expired/],
    ['request-refused', /widgets:ListWidgets in cn-hangzhou for account production: said the cloud/],
    ['service', /widgets:ListWidgets in cn-hangzhou for account production: said the cloud/],
    ['credentials', /^account production: keys refused, check the access key/],
  ] as const)('%s names the account and what to do', async (code, words) => {
    const error = await errorOf(ask(testClient({ transport: scripted({ code, cloudCode: 'Odd', httpStatus: 403 }) })));
    expect(error.message).toMatch(words);
    expect(error.message).not.toContain('\n');
    expect(error.account).toBe('production');
  });

  it('asks for the RAM action that the cloud names, else that of the call', async () => {
    const named = testClient({ transport: scripted({ code: 'access-denied', ramAction: 'widgets:Look' }) });
    expect((await errorOf(ask(named))).message).toMatch(/grant widgets:Look/);
    const declared = testClient({ transport: scripted({ code: 'access-denied' }) }).call(
      widgets,
      rpc('ListWidgets', {}, { ram: 'widgets:See' }),
      'cn-hangzhou',
    );
    expect(await errorOf(declared)).toMatchObject({ ramAction: 'widgets:See' });
  });

  it('tells a wrong clock from wrong keys', async () => {
    const error = await errorOf(
      ask(testClient({ transport: scripted({ code: 'credentials', cloudCode: 'InvalidTimeStamp.Expired' }) })),
    );
    expect(error.message).toMatch(/set the clock/);
    expect(error.context).toMatchObject({ clockSkew: true });
  });
});

describe('a host that does not exist', () => {
  const gone = { code: 'transport', cloudCode: 'ENOTFOUND' } as const;
  /** Knows hosts by region, or fails. */
  function withLocation(answer: (request: WireRequest) => unknown): Transport & { sent: WireRequest[] } {
    const sent: WireRequest[] = [];
    return {
      sent,
      close: () => undefined,
      send: async (request) => {
        sent.push(request);
        if (request.product.code === 'location') return { body: (await answer(request)) as never, headers: {} };
        if (request.endpoint === 'https://odd.example.com') return { body: { ok: true }, headers: {} };
        return scripted(gone).send(request);
      },
    };
  }

  it('is looked for in the location service', async () => {
    const transport = withLocation(() => ({ Endpoints: { Endpoint: [{ Endpoint: 'odd.example.com' }] } }));
    expect(await ask(testClient({ transport }))).toEqual({ ok: true });
    expect(transport.sent[1]?.params).toMatchObject({ Id: 'cn-hangzhou', ServiceCode: 'widgets', Type: 'openAPI' });
  });

  /** Lists the product in its home region only. */
  const atHome = ({ params }: WireRequest) => ({
    Endpoints: { Endpoint: params.Id === 'cn-hangzhou' ? [{ Endpoint: 'odd.example.com' }] : [] },
  });

  it('means unsupported when the location service lists the product, and not there', async () => {
    const error = await errorOf(ask(testClient({ transport: withLocation(atHome) }), 'cn-beijing'));
    expect(error).toMatchObject({ code: 'unsupported' });
  });

  it.each(['cn-hangzhou', 'cn-beijing'])(
    'is a failure in %s when the location service lists it nowhere',
    async (at) => {
      const transport = withLocation(() => ({ Endpoints: { Endpoint: [] } }));
      expect(await errorOf(ask(testClient({ transport }), at))).toMatchObject({ code: 'transport' });
    },
  );

  it.each([
    ['is out of reach', () => scripted(gone).send({ product: widgets } as never)],
    ['answers nonsense', () => ({})],
    ['answers without a list', () => ({ Endpoints: {} })],
  ])('is a failure, never "unsupported", when the location service %s', async (_, answer) => {
    const error = await errorOf(ask(testClient({ transport: withLocation(answer) })));
    expect(error).toMatchObject({ code: 'transport' });
    expect(error.message).toMatch(/account production/);
  });

  it('is a failure when the location service names the same host again', async () => {
    const transport = withLocation(() => ({
      Endpoints: { Endpoint: [{ Endpoint: 'widgets.cn-hangzhou.aliyuncs.com' }] },
    }));
    expect(await errorOf(ask(testClient({ transport })))).toMatchObject({ code: 'transport' });
  });

  it('is a failure when it is that of a declared centre', async () => {
    const centred = defineProduct({
      ...widgets,
      endpoints: central('widgets.example.com', { 'ap-southeast-1': 'widgets.ap.example.com' }),
      centres: ['cn-hangzhou', 'ap-southeast-1'],
    });
    const transport = withLocation(() => ({ Endpoints: { Endpoint: [] } }));
    const error = await errorOf(testClient({ transport }).call(centred, list, 'ap-southeast-1'));
    expect(error).toMatchObject({ code: 'transport' });
    expect(transport.sent.map(({ endpoint }) => endpoint)).toEqual(['https://widgets.ap.example.com']);
  });

  it('is a failure behind an endpoint of the user', async () => {
    const transport = withLocation(() => ({ Endpoints: { Endpoint: [] } }));
    const error = await errorOf(ask(testClient({ transport, endpoints: { template: 'http://{product}.invalid' } })));
    expect(error).toMatchObject({ code: 'transport' });
    expect(error.message).toMatch(/account production/);
    expect(transport.sent).toHaveLength(1);
  });

  it('does not lock up when every place in the limiter asks at once', async () => {
    const transport = withLocation(atHome);
    const client = testClient({ transport, limiter: createLimiter({ maxInFlight: 2 }) });
    const errors = await Promise.all(['cn-a', 'cn-b', 'cn-c', 'cn-d'].map((region) => errorOf(ask(client, region))));
    expect(errors.map((error) => error.code)).toEqual(Array(4).fill('unsupported'));
  });

  it('is looked up once per region', async () => {
    const transport = withLocation(() => ({ Endpoints: { Endpoint: [] } }));
    const client = testClient({ transport });
    await Promise.all(['cn-beijing', 'cn-beijing', 'cn-shanghai'].map((region) => errorOf(ask(client, region))));
    const asked = transport.sent.filter((r) => r.product.code === 'location').map(({ params }) => params.Id);
    expect(asked.sort()).toEqual(['cn-beijing', 'cn-hangzhou', 'cn-shanghai']);
  });
});

describe('the end of a run', () => {
  it('starts nothing after the deadline', async () => {
    const transport = scripted('ok');
    const stop = { signal: new AbortController().signal, deadline: Date.now() - 1 };
    expect(await errorOf(ask(testClient({ transport, stop })))).toMatchObject({ code: 'deadline' });
    expect(transport.sent).toHaveLength(0);
  });

  it('does not wait past the deadline', async () => {
    const stop = { signal: new AbortController().signal, deadline: Date.now() + 5000 };
    const client = testClient({ transport: scripted({ code: 'throttled', retryAfterMs: 60_000 }), stop });
    const error = await errorOf(ask(client));
    expect(error).toMatchObject({ code: 'deadline' });
    expect(error.message).toMatch(/account production: no time left .*said the cloud/);
    expect(error.account).toBe('production');
    expect(client.slept).toEqual([]);
  });

  it('ends a wait when it is cancelled', async () => {
    const cancel = new AbortController();
    const client = testClient({
      transport: scripted({ code: 'throttled', retryAfterMs: 60_000 }),
      stop: { signal: cancel.signal, deadline: Infinity },
      sleep: undefined,
    });
    setTimeout(() => cancel.abort(), 20);
    expect(await errorOf(ask(client))).toMatchObject({ code: 'cancelled' });
    expect(await errorOf(ask(client))).toMatchObject({ code: 'cancelled' });
  });
});

it('sends the region of the home for what has none, and none where the action takes none', async () => {
  const transport = scripted('ok');
  const client = testClient({ transport });
  await ask(client, 'global');
  await client.call(widgets, rpc('GetIt', {}, { regionParam: false }), 'cn-beijing', { A: 'b' });
  expect(transport.sent.map(({ region, params }) => ({ region, params }))).toEqual([
    { region: 'cn-hangzhou', params: { RegionId: 'cn-hangzhou' } },
    { region: 'cn-beijing', params: { A: 'b' } },
  ]);
});

it('names the region as the action does', async () => {
  const transport = scripted('ok');
  await testClient({ transport }).call(widgets, rpc('GetIt', {}, { regionParam: 'Region' }), 'cn-beijing');
  expect(transport.sent[0]?.params).toEqual({ Region: 'cn-beijing' });
});

it.each([
  [undefined, 'v3', 'v3'],
  ['v3', 'v1', 'v3'],
  ['v3', undefined, 'v3'],
  [undefined, undefined, undefined],
] as const)('a product that takes %s, asked for %s, is signed with %s', async (only, asked, signed) => {
  const transport = scripted('ok');
  const product = defineProduct({ ...widgets, ...(only && { signature: only }) });
  await testClient({ transport, signature: asked }).call(product, list, 'cn-beijing');
  expect(transport.sent[0]?.signature).toBe(signed);
});

it('makes no metered call of CloudMonitor above the ceiling, and any other', async () => {
  const transport = scripted('ok');
  const metricCalls = { ceiling: 2, used: 0 };
  const client = testClient({ transport, metricCalls });
  const read = (action: string) => client.call(cms, rpc(action), 'cn-hangzhou');
  await read('DescribeMetricLast');
  await read('DescribeMetricList');
  const error = await errorOf(read('DescribeMetricLast'));
  await read('DescribeMetricMetaList');
  expect(error).toMatchObject({ code: 'quota-exhausted' });
  expect(error.message).toBe(
    'cms:DescribeMetricLast in cn-hangzhou for account production: the ceiling of 2 calls is reached; raise metricCalls',
  );
  expect(metricCalls.used).toBe(2);
  expect(transport.sent).toHaveLength(3);
  expect(client.options.counters.total).toBe(3);
});

describe('parameters by the clock', () => {
  it('are those of the run', async () => {
    const transport = scripted('ok');
    const client = testClient({ transport, now: new Date('2026-02-28T16:00:00Z') });
    await client.call(widgets, rpc('ListWidgets', { End: clockMs(0) }, { regionParam: false }), 'cn-hangzhou', {
      Start: clockMs(-1000),
      Cycle: billingCycle(-12),
      Time: clockTime(-1000),
      Minute: clockMinute(-1000),
      ...billingDate(-1),
      Plain: ['a'],
    });
    expect(transport.sent[0]?.params).toEqual({
      End: '1772294400000',
      Start: '1772294399000',
      Cycle: '2025-03',
      Time: '2026-02-28T15:59:59Z',
      Minute: '2026-02-28T15:59Z',
      BillingDate: '2026-02-28',
      BillingCycle: '2026-02',
      Plain: ['a'],
    });
  });
});

describe('the two sites', () => {
  const bills = defineProduct({
    ...widgets,
    endpoints: central('bills.example.com', { 'ap-southeast-1': 'bills.ap.example.com' }),
    otherSite: 'ap-southeast-1',
  });
  const refused = { code: 'request-refused', cloudCode: 'NotApplicable' } as const;

  it('an account that one refuses is asked for at the other, from then on at once', async () => {
    const transport = scripted(refused, 'ok');
    const client = testClient({ transport });
    await client.call(bills, list, 'global');
    await client.call(bills, list, 'global');
    expect(transport.sent.map(({ endpoint }) => endpoint)).toEqual([
      'https://bills.example.com',
      'https://bills.ap.example.com',
      'https://bills.ap.example.com',
    ]);
  });

  it('two calls that are refused at once both go on', async () => {
    const transport = scripted(refused, refused, 'ok');
    const client = testClient({ transport });
    await Promise.all([client.call(bills, list, 'global'), client.call(bills, list, 'global')]);
    expect(transport.sent).toHaveLength(4);
  });

  it('refused by both is refused', async () => {
    const transport = scripted(refused);
    expect(await errorOf(testClient({ transport }).call(bills, list, 'global'))).toMatchObject(refused);
    expect(transport.sent).toHaveLength(2);
  });

  it('other products have one', async () => {
    const transport = scripted(refused);
    expect(await errorOf(ask(testClient({ transport })))).toMatchObject(refused);
    expect(transport.sent).toHaveLength(1);
  });
});
