import { fromEcsRole, fromUri } from '../../../lib/credentials';
import type { Answer, Seen, TestServer } from './helpers';
import { CANARY, closedPort, errorOf, inSeconds, isolate, serve } from './helpers';

let place: ReturnType<typeof isolate>;
let server: TestServer;
let answer: (request: Seen, index: number) => Answer | 'destroy';

beforeEach(async () => {
  place = isolate();
  server = await serve((request, index) => answer(request, index));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await server.close();
  place.restore();
});

function keys(n: number, seconds = 3600) {
  return {
    Code: 'Success',
    AccessKeyId: `STS.session${n}`,
    AccessKeySecret: CANARY,
    SecurityToken: `session-token-${n}`,
    Expiration: inSeconds(seconds),
  };
}

describe('fromUri', () => {
  beforeEach(() => {
    answer = (_request, index) => ({ body: keys(index + 1) });
  });

  it('asks once for 50 concurrent callers, and again before expiry', async () => {
    const provider = fromUri(`${server.url}/path-secret`);
    expect(provider.label).toBe(`credentials URI at ${new URL(server.url).host}`);
    const answers = await Promise.all(Array.from({ length: 50 }, () => provider.getCredentials()));
    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /path-secret']);
    expect(answers[49]).toMatchObject({ accessKeyId: 'STS.session1', securityToken: 'session-token-1' });
    const later = Date.now() + 3_400_000;
    jest.spyOn(Date, 'now').mockReturnValue(later);
    await expect(provider.getCredentials()).resolves.toMatchObject({ accessKeyId: 'STS.session2' });
  });

  it('refresh brings new keys though the SDK would keep the old ones', async () => {
    const provider = fromUri(server.url);
    await provider.getCredentials();
    await expect(provider.refresh()).resolves.toMatchObject({ accessKeyId: 'STS.session2' });
  });

  it('recovers after a failure', async () => {
    const provider = fromUri(server.url);
    answer = () => ({ status: 500, body: { message: CANARY } });
    expect(await errorOf(provider.getCredentials())).toMatchObject({ code: 'service', retryable: true });
    answer = () => ({ body: keys(7) });
    await expect(provider.getCredentials()).resolves.toMatchObject({ accessKeyId: 'STS.session7' });
  });

  it.each<[string, Answer | 'destroy', Record<string, unknown>, string]>([
    ['404', { status: 404, body: CANARY }, { code: 'credentials', retryable: false }, 'answered HTTP 404'],
    ['429', { status: 429, body: {} }, { code: 'throttled', retryable: true }, 'answered HTTP 429'],
    ['text', { body: `not json ${CANARY}` }, { code: 'response-shape' }, 'gave no keys'],
    ['a part of the keys', { body: { ...keys(1), AccessKeyId: '' } }, { code: 'response-shape' }, 'gave no keys'],
    ['no expiry', { body: { ...keys(1), Expiration: undefined } }, { code: 'response-shape' }, 'Expiration'],
    ['expired keys', { body: keys(1, -60) }, { code: 'token-expired' }, 'expired at'],
    ['a cut connection', 'destroy', { code: 'transport', retryable: true }, 'cannot be reached (ECONNRESET)'],
  ])('%s', async (_what, reply, expected, text) => {
    answer = () => reply;
    const error = await errorOf(fromUri(`${server.url}/${CANARY}`).getCredentials());
    expect(error).toMatchObject(expected);
    expect(error.message).toContain(text);
  });

  it('a service that is down', async () => {
    const error = await errorOf(fromUri(await closedPort()).getCredentials());
    expect(error).toMatchObject({ code: 'transport', retryable: true });
    expect(error.message).toContain('ECONNREFUSED');
  });

  it.each(['', 'undefined', 'file:///etc/passwd'])('refuses %p', async (url) => {
    const error = await errorOf(fromUri(url).getCredentials());
    expect(error.message).toBe('the credentials URI is no http(s) URL: correct ALIBABA_CLOUD_CREDENTIALS_URI');
  });
});

describe('fromEcsRole', () => {
  const list = '/latest/meta-data/ram/security-credentials/';
  beforeEach(() => {
    answer = ({ method, url }, index) => {
      if (method === 'PUT') return { body: 'metadata-token' };
      return url === list ? { body: 'attached-role' } : { body: keys(index) };
    };
  });
  const asked = () => server.seen.map(({ method, url }) => `${method} ${url}`);

  it('finds the role, with a metadata token', async () => {
    const provider = fromEcsRole(undefined, { endpoint: server.url });
    const [first] = await Promise.all(Array.from({ length: 50 }, () => provider.getCredentials()));
    expect(first?.expiresAt).toBeInstanceOf(Date);
    expect(first).toMatchObject({ securityToken: expect.stringContaining('session-token') });
    expect(asked()).toEqual([
      'PUT /latest/api/token',
      `GET ${list}`,
      'PUT /latest/api/token',
      `GET ${list}attached-role`,
    ]);
    expect(server.seen[3]?.headers['x-aliyun-ecs-metadata-token']).toBe('metadata-token');
  });

  it.each([
    ['the given role', 'given-role', 'other', 'given-role'],
    ['the role of the environment', undefined, 'env-role', 'env-role'],
  ])('uses %s', async (_what, given, env, expected) => {
    process.env.ALIBABA_CLOUD_ECS_METADATA = env;
    await fromEcsRole(given, { endpoint: server.url }).getCredentials();
    expect(asked()).toEqual(['PUT /latest/api/token', `GET ${list}${expected}`]);
  });

  it('says what to do when there is no role', async () => {
    answer = () => ({ status: 404, body: 'not found' });
    const error = await errorOf(fromEcsRole(undefined, { endpoint: server.url }).getCredentials());
    expect(error).toMatchObject({ code: 'credentials', retryable: false });
    expect(error.message).toBe(
      `the metadata server (${new URL(server.url).host}) for ECS role answered HTTP 404: ` +
        'run on an ECS instance with this RAM role attached, or use other keys',
    );
  });

  it('judges the last request: a token that cannot be had is no outage', async () => {
    answer = ({ method }) => (method === 'PUT' ? 'destroy' : { status: 404, body: 'not found' });
    const error = await errorOf(fromEcsRole('role', { endpoint: server.url }).getCredentials());
    expect(error).toMatchObject({ code: 'credentials', retryable: false });
  });

  it('asks nothing when metadata is disabled, or the name is no name', async () => {
    const strange = await errorOf(fromEcsRole('../../x', { endpoint: server.url }).getCredentials());
    process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED = 'TRUE';
    const disabled = await errorOf(fromEcsRole('role', { endpoint: server.url }).getCredentials());
    expect([strange.code, disabled.code]).toEqual(['config', 'config']);
    expect(disabled.message).toContain('unset ALIBABA_CLOUD_ECS_METADATA_DISABLED');
    expect(server.seen).toHaveLength(0);
  });
});
