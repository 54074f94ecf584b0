import { createTransport, plain, type Transport, type WireRequest } from '../../../lib/aliyun';
import { SIGNATURES, type Signature } from '../../../lib/credentials';
import { errorOf, KEYS, startCloud, widgets, type Asked, type Cloud, type Reply } from './cloud';

let reply: (asked: Asked) => Reply = () => ({ body: {} });
let cloud: Cloud;
let signature: Signature = 'v1';
let transport: Transport;

beforeAll(async () => {
  cloud = await startCloud((asked) => reply(asked));
  transport = createTransport();
});
afterAll(async () => {
  transport.close();
  await cloud.close();
});

const CANARY = {
  accessKeyId: 'LTAI5tCanaryKeyIdentifier',
  accessKeySecret: 'canary+secret/0123456789==',
  securityToken: 'canary/token+0123456789abcdef==',
};

function send(answer: Reply | ((asked: Asked) => Reply), more: Partial<WireRequest> = {}) {
  reply = typeof answer === 'function' ? answer : () => answer;
  return transport.send({
    product: widgets,
    action: 'ListWidgets',
    style: 'rpc',
    region: 'cn-hangzhou',
    endpoint: `${cloud.url}/widgets/cn-hangzhou`,
    params: {},
    credentials: CANARY,
    signature,
    timeoutMs: 5000,
    ...more,
  });
}

async function refusalOf(promise: Promise<unknown>) {
  const error = await errorOf(promise);
  const shown = [error.message, error.stack, JSON.stringify(error), String((error as Error).cause)].join('\n');
  for (const secret of Object.values(CANARY)) {
    for (const spelling of [secret, encodeURIComponent(secret)]) expect(shown).not.toContain(spelling);
  }
  expect(error.message).not.toContain('\n');
  return error;
}

/** Where V1 has a parameter, V3 has a header. */
function tokenOf(asked: Asked | undefined): string | undefined {
  return asked?.params.SecurityToken ?? (asked?.headers['x-acs-security-token'] as string | undefined);
}

const sockets = async (): Promise<number> => {
  await new Promise((resolve) => setTimeout(resolve, 50));
  return cloud.sockets();
};

describe.each(SIGNATURES)('signed with %s, an RPC request', (version) => {
  beforeAll(() => {
    signature = version;
  });

  it('is a POST without secrets in its URL', async () => {
    await send({ body: { ok: true } }, { params: { Ids: ['a', 'b'], Absent: undefined, 'Time.Start': 'x', N: 5 } });
    const asked = cloud.asked.at(-1);
    expect(asked?.method).toBe('POST');
    expect(asked?.url.split('?')[0]).toBe('/widgets/cn-hangzhou/');
    for (const secret of Object.values(CANARY)) {
      for (const spelling of [secret, encodeURIComponent(secret)]) expect(asked?.url).not.toContain(spelling);
    }
    expect(asked?.action).toBe('ListWidgets');
    expect(asked?.params).toMatchObject({
      'Ids.1': 'a',
      'Ids.2': 'b',
      'Time.Start': 'x',
      N: '5',
    });
    expect(asked?.params).not.toHaveProperty('Absent');
    expect(tokenOf(asked)).toBe(CANARY.securityToken);
  });

  it('may have a key that json-bigint refuses: what has no long integer is read by Node.js', async () => {
    const { body } = await send({ text: '{"constructor":"someone","Small":42}' });
    expect({ ...body }).toEqual({ constructor: 'someone', Small: 42 });
  });

  it('has its numbers and prototypes mended', async () => {
    const text =
      '{"OwnerId":1234567890123456789,"Small":42,"Safe":1234567890123456,"Load":95.82916666666671,"In":[{"Id":9007199254740993,"x":1}],"None":null}';
    const { body } = await send({ text });
    expect(body).toStrictEqual({
      OwnerId: '1234567890123456789',
      Small: 42,
      Safe: 1234567890123456,
      Load: 95.82916666666671,
      In: [{ Id: '9007199254740993', x: 1 }],
      None: null,
    });
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
    expect(Object.getPrototypeOf((body.In as unknown[])[0])).toBe(Object.prototype);
  });

  it.each([
    ['HTTP 500 without Code', { status: 500, body: { message: 'oops' } }, 'service'],
    ['HTTP 403 without Code', { status: 403, body: { Message: 'no' } }, 'access-denied'],
    ['a lower-case code', { status: 400, body: { code: 'Throttling', message: 'slow' } }, 'throttled'],
    ['Success: false', { status: 200, body: { Code: '200', Success: false, Message: 'no' } }, 'request-refused'],
    ['Success as text', { status: 200, body: { Code: '400', Success: 'false', Message: 'no' } }, 'request-refused'],
    ['Success in capitals', { status: 200, body: { Success: 'FALSE', Rows: [] } }, 'request-refused'],
    ['a redirect', { status: 302, body: { Rows: [], TotalCount: 0 } }, 'request-refused'],
    ['a Code with HTTP 200', { status: 200, body: { Code: 'Forbidden.RAM', Message: 'no' } }, 'access-denied'],
    ['HTML with HTTP 502', { status: 502, text: '<html>502</html>' }, 'service'],
    ['HTML with HTTP 200', { status: 200, text: '<html>log in</html>' }, 'service'],
    ['an empty body', { status: 200, text: '' }, 'service'],
    ['a list', { status: 200, text: '[1]' }, 'service'],
    ['a text', { status: 200, text: '"ok"' }, 'service'],
    ['null', { status: 200, text: 'null' }, version === 'v1' ? 'transport' : 'service'],
    ['cut JSON', { status: 200, text: '{"Rows": [1, 2' }, 'service'],
    ['an unknown code', { status: 400, body: { Code: 'Brand.New', Message: 'x' } }, 'request-refused'],
  ] as const)('with %s is no success', async (_, answer, code) => {
    expect(await refusalOf(send(answer))).toMatchObject({ code });
  });

  it.each(['200', 200, 'OK', 'Success', 'success', 0])('with Code %j is one', async (Code) => {
    await expect(send({ body: { Code, Rows: [] } })).resolves.toMatchObject({ body: { Code } });
  });

  it('tells of a redirect that nothing else explains', async () => {
    const error = await refusalOf(send({ status: 302, body: { Rows: [] } }));
    expect(error.message).toBe(
      'widgets:ListWidgets in cn-hangzhou: sent elsewhere, as a proxy or a log-in page in the way does (HTTP 302)',
    );
  });

  it('tells what the cloud said', async () => {
    const error = await refusalOf(
      send({
        status: 400,
        headers: { 'x-acs-retry-after': '1500' },
        body: { Code: 'Throttling.User', Message: 'slow down', RequestId: 'R-1' },
      }),
    );
    expect(error).toMatchObject({
      code: 'throttled',
      retryable: true,
      cloudCode: 'Throttling.User',
      httpStatus: 400,
      requestId: 'R-1',
      retryAfterMs: 1500,
      product: 'widgets',
      action: 'ListWidgets',
      region: 'cn-hangzhou',
      said: 'slow down',
    });
    expect(error.message).toBe('widgets:ListWidgets in cn-hangzhou: slow down (Throttling.User, HTTP 400)');
  });

  it.each([
    [{ 'x-acs-retry-after': '0' }, 0],
    [{ 'x-ratelimit-user-api': 'Limit:1,Remain:0,TimeLeft:2000,Reset:1234' }, 2000],
    [{ 'x-ratelimit-user': 'Limit:1,Remain:0,TimeLeft:77,Reset:1' }, 77],
    [{ 'x-acs-retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('reads how long to wait from %j', async (headers, retryAfterMs) => {
    const body = { Code: 'Throttling', Message: 'x' };
    expect((await refusalOf(send({ status: 400, headers, body }))).retryAfterMs).toBe(retryAfterMs);
  });

  it('names the RAM action of a refusal', async () => {
    const body = { Code: 'Forbidden.RAM', Message: 'no', AccessDeniedDetail: { AuthAction: 'widgets:ReadThem' } };
    expect((await refusalOf(send({ status: 403, body }))).ramAction).toBe('widgets:ReadThem');
  });

  it('has no secret in its error even when the cloud quotes the whole request', async () => {
    const quote = (asked: Asked): Reply => ({
      status: 400,
      body: {
        Code: 'SignatureDoesNotMatch',
        Message: `key ${CANARY.accessKeyId} token ${CANARY.securityToken}: server string to sign is POST&%2F&AccessKeyId%3D${CANARY.accessKeyId}%26SecurityToken%3D${encodeURIComponent(tokenOf(asked) ?? '')}`,
      },
    });
    const { registerSecret } = await import('../../../lib/credentials');
    Object.values(CANARY).forEach((secret) => registerSecret(secret));
    expect(await refusalOf(send(quote))).toMatchObject({ code: 'credentials' });
  });

  it.each(['reset', 'half'] as const)('whose connection breaks (%s) may be tried again', async (kind) => {
    expect(await refusalOf(send(kind))).toMatchObject({ code: 'transport', retryable: true });
  });

  it.each(['silence', 'stall'] as const)('that meets %s ends in time and gives its socket back', async (kind) => {
    const before = await sockets();
    const error = await refusalOf(send(kind, { timeoutMs: 100 }));
    expect(error).toMatchObject({ code: 'transport', retryable: true });
    expect(error.message).toMatch(/no answer within/);
    expect(await sockets()).toBeLessThanOrEqual(before);
  });

  it('that is cancelled ends at once and gives its socket back', async () => {
    const before = await sockets();
    const stop = new AbortController();
    const sent = send('silence', { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    expect(await errorOf(sent)).toMatchObject({ code: 'cancelled' });
    expect(await sockets()).toBeLessThanOrEqual(before);
    expect(await errorOf(send({ body: {} }, { signal: stop.signal }))).toMatchObject({ code: 'cancelled' });
  });

  it('to a host that does not exist says so, and is a matter of the network', async () => {
    const error = await refusalOf(send({ body: {} }, { endpoint: 'http://nowhere.invalid' }));
    expect(error).toMatchObject({ code: 'transport' });
    expect(error.message).toMatch(/nowhere\.invalid/);
  });

  it('to a closed port is a matter of the network', async () => {
    const other = await startCloud(() => 'reset');
    await other.close();
    expect(await refusalOf(send({ body: {} }, { endpoint: other.url }))).toMatchObject({
      code: 'transport',
      cloudCode: 'ECONNREFUSED',
    });
  });

  it('uses connections again', async () => {
    await send({ body: {} });
    const before = await sockets();
    for (let i = 0; i < 10; i++) await send({ body: {} });
    expect(await sockets()).toBe(before);
  });
});

describe.each(SIGNATURES)('signed with %s, a ROA request', (version) => {
  beforeAll(() => {
    signature = version;
  });

  const roa = { style: 'roa', path: '/api/v1/widgets', params: { page: 1, ids: ['a', 'b'], none: undefined } } as const;
  it('is a GET without secrets in its URL', async () => {
    const { body } = await send(
      { text: '[{"id":12345678901234567890}]', headers: { 'content-type': 'application/json' } },
      roa,
    );
    expect(body).toStrictEqual({ items: [{ id: '12345678901234567890' }] });
    expect(cloud.asked.at(-1)).toMatchObject({ method: 'GET', params: { page: '1', ids: 'a,b' } });
    for (const secret of Object.values(CANARY)) expect(cloud.asked.at(-1)?.url).not.toContain(secret);
  });

  it.each([
    ['HTML with 502', { status: 502, text: '<html/>' }, 'service'],
    ['JSON with 500', { status: 500, body: { message: 'oops' } }, 'service'],
    ['a lower-case code', { status: 403, body: { code: 'Forbidden', message: 'no' } }, 'access-denied'],
    ['success: false', { status: 200, body: { success: false, code: 'Throttling' } }, 'throttled'],
    ['cut JSON', { status: 200, text: '{"a":', headers: { 'content-type': 'application/json' } }, 'service'],
  ] as const)('with %s is no success', async (_, answer, code) => {
    expect(await refusalOf(send(answer, roa))).toMatchObject({ code });
  });
});

describe('plain', () => {
  it('leaves ordinary values as they are', () => {
    for (const value of [null, undefined, 1, 'x', true, [1, [2, { a: null }]]]) expect(plain(value)).toEqual(value);
  });
});

it('signs with the keys that it is given', async () => {
  await send({ body: {} }, { credentials: KEYS, signature: 'v1' });
  expect(cloud.asked.at(-1)?.params).toMatchObject({ AccessKeyId: KEYS.accessKeyId, SignatureMethod: 'HMAC-SHA1' });
  expect(cloud.asked.at(-1)?.params).not.toHaveProperty('SecurityToken');
});
