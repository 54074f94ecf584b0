import { createGuanceClient, requestLimits, type GuanceClientOptions } from '../../../lib/guance/client';
import { faultKind } from '../../../lib/report/fault';
import { everythingOf, Fake, FakeClock, failed, ok, WORKSPACE, type Reply } from './fake';

const KEY = 'wsak_canary0123456789abcdef';
const LIMITED = 'ft.TriggerApiAkCurrentLimiting';
let fake: Fake;
let clock: FakeClock;
let replies: Reply[];

beforeEach(async () => {
  clock = new FakeClock();
  replies = [];
  fake = await new Fake(() => replies.shift() ?? ok('done')).start();
});
afterEach(() => fake.stop());

function client(options: Partial<GuanceClientOptions> = {}) {
  return createGuanceClient({ openapi: fake.url, apiKeyId: KEY, clock, limits: requestLimits(clock), ...options });
}
async function refusal(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => {
      throw new Error('it succeeded');
    },
    (error: Error) => {
      expect(everythingOf(error)).not.toContain('canary');
      return error;
    },
  );
}

it('sends the key id and gives the content', async () => {
  replies = [ok({ a: 1 }), ok(true)];
  expect(await client().get('/api/v1/x', { refKey: 'a&b', gone: undefined })).toEqual({ a: 1 });
  expect(await client().post('/api/v1/y', { b: 2 })).toBe(true);
  const [get, post] = fake.seen;
  expect(get?.headers['df-api-key']).toBe(KEY);
  expect([...(get?.query ?? [])]).toEqual([['refKey', 'a&b']]);
  expect(post?.json).toEqual({ b: 2 });
  expect(post?.headers['content-type']).toBe('application/json');
});

it.each(['ft.TriggerApiAkCurrentLimiting', 'ft.TriggerApiWorkspaceCurrentLimiting'])(
  'waits out HTTP 401 %s, also for what may not be repeated',
  async (code) => {
    replies = [failed(401, code), failed(401, code), ok(1)];
    expect(await client().post('/api/v1/create', {})).toBe(1);
    expect(fake.seen).toHaveLength(3);
    expect(clock.slept.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(10_000);
  },
);

it('waits longer than the minute of a limit before it gives up, and says that it passes', async () => {
  replies = Array.from({ length: 20 }, () => failed(401, LIMITED));
  const error = await refusal(client().get('/x'));
  expect(faultKind(error)).toBe('rate-limit');
  expect(error).toMatchObject({ code: 'report', retryable: true });
  expect(clock.slept.reduce((a, b) => a + b)).toBeGreaterThan(61_000);
});

it('does not wait past its deadline', async () => {
  replies = [failed(401, LIMITED)];
  const stop = { deadline: Date.now() + 60_000 };
  clock.time = stop.deadline - 1_000;
  expect(await refusal(client({ stop }).get('/x'))).toMatchObject({ code: 'deadline' });
  expect(fake.seen).toHaveLength(1);
});

it('holds back the other clients of a key that was told to wait', async () => {
  const limits = requestLimits(clock);
  const stopped = client({ limits, stop: { deadline: Date.now() + 10_000 } });
  clock.time = Date.now();
  replies = [{ status: 429, headers: { 'Retry-After': '50' } }];
  await expect(stopped.get('/x')).rejects.toMatchObject({ code: 'deadline' });
  const asked = clock.time;
  await client({ limits }).get('/x');
  expect(clock.time - asked).toBe(50_000);
});

it('obeys Retry-After', async () => {
  replies = [{ status: 429, text: 'slow', headers: { 'Retry-After': '42' } }, ok(1)];
  await client().get('/x');
  expect(clock.slept).toContain(42_000);
});

it('sends 20 requests a minute per key, and the 21st in the next', async () => {
  const limits = requestLimits(clock);
  const start = clock.time;
  for (let i = 0; i < 20; i++) await client({ limits }).get('/x');
  expect(clock.time).toBe(start);
  await client({ limits }).get('/x');
  expect(clock.time - start).toBeGreaterThanOrEqual(60_000);
  const another = clock.time;
  await client({ limits, apiKeyId: 'wsak_another' }).get('/x');
  expect(clock.time).toBe(another);
});

it('waits for room among the requests of other processes, and never names the key to them', async () => {
  const asked: string[] = [];
  const waits = [0, 1200, 700, 0];
  const limits = requestLimits(clock, (name, limit, ms) => {
    asked.push(`${name} ${limit} ${ms}`);
    return waits.shift() ?? 0;
  });
  const start = clock.time;
  await client({ limits }).get('/x');
  expect(clock.time).toBe(start);
  await client({ limits }).get('/x');
  expect(clock.time - start).toBe(1900);
  expect(new Set(asked).size).toBe(1);
  expect(asked[0]).toMatch(/^[0-9a-f]{16} 20 61000$/);
  const stopped = client({ limits: requestLimits(clock, () => 60_000), stop: { deadline: clock.time + 10_000 } });
  await expect(stopped.get('/x')).rejects.toThrow();
});

it('sends 200 requests a minute per workspace, whatever the keys', async () => {
  const limits = requestLimits(clock);
  const start = clock.time;
  fake.reply = ({ path }) => ok(path.endsWith('workspace/get') ? WORKSPACE : 1);
  // Eleven keys of one workspace: eleven look-ups, then 19 more requests each.
  for (let k = 0; k < 11; k++) {
    const mine = client({ limits, apiKeyId: `wsak_${k}` });
    await mine.workspace();
    for (let i = 0; i < 19 && clock.time === start; i++) await mine.get('/x');
  }
  expect(clock.time).toBeGreaterThan(start);
  const inFirstMinute = fake.seen.length - 1;
  expect(inFirstMinute).toBeGreaterThanOrEqual(200);
  expect(inFirstMinute).toBeLessThanOrEqual(211);
});

it('repeats reads after 5xx and dropped connections', async () => {
  replies = [failed(503, 'InternalError'), 'drop', ok('at last')];
  expect(await client().get('/x')).toBe('at last');
});

it('repeats no write unless it is harmless', async () => {
  replies = ['drop', ok(1), 'drop', ok(2)];
  expect(faultKind(await refusal(client().post('/x', {})))).toBe('network');
  expect(fake.seen).toHaveLength(1);
  replies = ['drop', ok(2)];
  expect(await client().post('/x', {}, { repeatable: true })).toBe(2);
});

it.each<[string, Reply, string, string]>([
  ['a key that is refused', failed(403, 'ft.InvalidAPIKey'), 'key', 'GUANCE_API_KEY_ID'],
  ['401 without the code of a rate limit', failed(401, ''), 'key', 'GUANCE_API_KEY_ID'],
  ['403 that is not JSON', { status: 403, text: '<html>' }, 'key', 'GUANCE_API_KEY_ID'],
  ['no such route', failed(400, 'RouterNotFound'), 'not-found', 'does not serve the Open API'],
  ['404', failed(404, 'ft.ObjectNotFound'), 'not-found', 'HTTP 404'],
  [
    'an error inside 200',
    { json: { code: 403, content: null, errorCode: 'ft.InvalidAPIKey', success: false } },
    'key',
    '403',
  ],
  [
    'success: false inside 200',
    { json: { code: 200, content: null, errorCode: '', success: false } },
    'refused',
    '200',
  ],
  [
    'an errorCode inside 200',
    { json: { code: 200, content: 1, errorCode: 'ft.Odd', success: true } },
    'refused',
    'ft.Odd',
  ],
  ['HTML', { text: `<html>${KEY}</html>` }, 'shape', 'not Guance'],
  ['JSON of somebody else', { json: [1] }, 'shape', 'check the address'],
  ['nothing', {}, 'shape', 'empty'],
  ['a redirect', { status: 302, headers: { Location: 'http://127.0.0.1:1/steal' } }, 'redirect', '302'],
])('tells %s apart', async (_, reply, kind, words) => {
  fake.reply = () => reply;
  const error = await refusal(client().post('/x', {}));
  expect(faultKind(error)).toBe(kind);
  expect(error.message).toContain(words);
  expect(error.message).toContain(fake.url);
  expect(fake.seen).toHaveLength(1);
});

it('gives up on a server that does not answer', async () => {
  replies = ['hang'];
  const error = await refusal(client({ timeoutMs: 50 }).post('/x', {}));
  expect(faultKind(error)).toBe('network');
  expect(error.message).toContain('no answer within 0.05 s');
});

it('names a host that is not there', async () => {
  const error = await refusal(client({ openapi: 'http://127.0.0.1:1' }).post('/secretcanary', {}, { label: '/push' }));
  expect(error.message).toBe('Guance POST /push: http://127.0.0.1:1 cannot be reached: ECONNREFUSED');
});

it('stops when it is cancelled', async () => {
  const abort = new AbortController();
  replies = ['hang'];
  const work = refusal(client({ stop: { signal: abort.signal } }).get('/x'));
  setTimeout(() => abort.abort(), 30);
  expect(await work).toMatchObject({ code: 'cancelled' });
});

it('goes through the proxy of the environment', async () => {
  process.env.HTTP_PROXY = fake.url;
  try {
    expect(await client({ openapi: 'http://guance.invalid' }).get('/api/v1/x')).toBe('done');
    expect(fake.seen[0]?.headers.host).toBe('guance.invalid');
  } finally {
    delete process.env.HTTP_PROXY;
  }
});

describe('workspace', () => {
  it('is asked for once', async () => {
    replies = [ok(WORKSPACE)];
    const mine = client();
    const [a, b] = await Promise.all([mine.workspace(), mine.workspace()]);
    expect(a).toEqual(WORKSPACE);
    expect(b).toBe(a);
    await mine.workspace();
    expect(fake.paths()).toEqual(['GET /api/v1/workspace/get']);
  });

  it('is asked for again after a failure, and reads any language', async () => {
    replies = [
      failed(403, 'ft.InvalidAPIKey'),
      ok({ ...WORKSPACE, language: 'en' }),
      ok({ ...WORKSPACE, language: undefined }),
    ];
    const mine = client();
    await refusal(mine.workspace());
    expect(await mine.workspace()).toMatchObject({ language: 'en' });
    expect(await client().workspace()).toMatchObject({ language: 'zh' });
  });

  it('says that a key without the token has the wrong role', async () => {
    replies = [ok({ uuid: 'wksp_1' })];
    expect((await refusal(client().workspace())).message).toContain('Administrator');
  });
});
