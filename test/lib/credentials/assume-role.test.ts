import { createHmac } from 'node:crypto';
import { assumeRole, fromKeys, fromOidc, SIGNATURES, singleFlight } from '../../../lib/credentials';
import { classifyStsCode, networkReason, stsEndpointOf } from '../../../lib/credentials/sts';
import type { Answer, Seen, TestServer } from './helpers';
import { CANARY, closedPort, errorOf, inSeconds, isolate, serve, stsAnswer, stsRefusal } from './helpers';

const ROLE = 'acs:ram::1234567890123456:role/inspector';
const base = fromKeys({ accessKeyId: 'LTAI5tBaseExampleabcd', accessKeySecret: CANARY });
let place: ReturnType<typeof isolate>;
let sts: TestServer;
let answer: (request: Seen, index: number) => Answer | 'destroy';

beforeEach(async () => {
  place = isolate();
  answer = (_request, index) => stsAnswer(index + 1);
  sts = await serve((request, index) => answer(request, index));
  process.env.ALIYUN_ENDPOINT = `${sts.url}/{product}/{region}`;
});
afterEach(async () => {
  jest.restoreAllMocks();
  await sts.close();
  place.restore();
});

/** The RPC signature of a form, computed here and not by the client under test. */
function signatureOf(params: URLSearchParams, secret: string): string {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...params]
    .filter(([name]) => name !== 'Signature')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
  return createHmac('sha1', `${secret}&`)
    .update(`POST&%2F&${encode(query)}`)
    .digest('base64');
}

describe('assumeRole', () => {
  it('asks STS at ALIYUN_ENDPOINT with a signed POST, nothing secret in the URL', async () => {
    const provider = assumeRole({
      roleArn: ROLE,
      base,
      sessionName: 'nightly',
      durationSeconds: 1800,
      externalId: 'external',
      policy: '{"Version":"1"}',
      region: 'cn-beijing',
    });
    const keys = await provider.getCredentials();
    expect(keys).toMatchObject({
      accessKeyId: 'STS.temporary1',
      accessKeySecret: 'temporary-secret-1',
      securityToken: 'temporary-token-1',
    });
    expect(Math.abs((keys.expiresAt?.getTime() ?? 0) - Date.now() - 3_600_000)).toBeLessThan(60_000);
    expect(sts.seen).toHaveLength(1);
    const [request] = sts.seen;
    expect(request).toMatchObject({ method: 'POST', url: '/sts/cn-beijing/' });
    expect(Object.fromEntries(request?.params ?? [])).toMatchObject({
      Action: 'AssumeRole',
      Version: '2015-04-01',
      AccessKeyId: 'LTAI5tBaseExampleabcd',
      RoleArn: ROLE,
      RoleSessionName: 'nightly',
      DurationSeconds: '1800',
      ExternalId: 'external',
      Policy: '{"Version":"1"}',
    });
    expect(request?.params.get('Signature')).toBe(signatureOf(request?.params ?? new URLSearchParams(), CANARY));
  });

  it('builds the ARN from account and role name, and sends defaults only', async () => {
    const provider = assumeRole({ accountId: '1234567890123456', roleName: 'inspector', base });
    expect(provider.label).toBe(`role ${ROLE}`);
    await provider.getCredentials();
    const params = Object.fromEntries(sts.seen[0]?.params ?? []);
    expect(sts.seen[0]?.url).toBe('/sts/cn-hangzhou/');
    expect(params).toMatchObject({ RoleArn: ROLE, RoleSessionName: 'aliyun-inspection', DurationSeconds: '3600' });
    expect(params).not.toHaveProperty('ExternalId');
    expect(params).not.toHaveProperty('Policy');
    expect(params).not.toHaveProperty('SecurityToken');
  });

  it('one call for 50 concurrent first callers, and one more for 100 callers at expiry', async () => {
    const provider = assumeRole({ roleArn: ROLE, base });
    await Promise.all(Array.from({ length: 50 }, () => provider.getCredentials()));
    expect(sts.seen).toHaveLength(1);
    const later = Date.now() + 3_400_000;
    jest.spyOn(Date, 'now').mockReturnValue(later);
    const answers = await Promise.all(Array.from({ length: 100 }, () => provider.getCredentials()));
    expect(sts.seen).toHaveLength(2);
    expect(new Set(answers.map((a) => a.accessKeyId))).toEqual(new Set(['STS.temporary2']));
  });

  it('chains roles', async () => {
    const member = assumeRole({ roleArn: ROLE, base: assumeRole({ accountId: '1', roleName: 'first', base }) });
    await expect(member.getCredentials()).resolves.toMatchObject({ accessKeyId: 'STS.temporary2' });
    expect(sts.seen[1]?.params.get('AccessKeyId')).toBe('STS.temporary1');
    expect(sts.seen[1]?.params.get('SecurityToken')).toBe('temporary-token-1');
  });

  it('refreshes its base once when STS says that the token of the base expired', async () => {
    let asked = 0;
    const session = singleFlight('session', () => {
      asked++;
      return { accessKeyId: `STS.base${asked}`, accessKeySecret: 'base-secret', securityToken: `base-token-${asked}` };
    });
    answer = ({ params }, index) =>
      params.get('SecurityToken') === 'base-token-1'
        ? stsRefusal('InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.')
        : stsAnswer(index);
    const provider = assumeRole({ roleArn: ROLE, base: session });
    await expect(provider.getCredentials()).resolves.toMatchObject({ accessKeyId: 'STS.temporary1' });
    expect([asked, sts.seen.length]).toEqual([2, 2]);

    answer = () => stsRefusal('InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.');
    const error = await errorOf(provider.refresh());
    expect(error.code).toBe('token-expired');
    expect(sts.seen).toHaveLength(4);
  });

  it('says role, base and what to grant when it is refused', async () => {
    answer = () => stsRefusal('NoPermission', 'You are not authorized to do this action.');
    const error = await errorOf(assumeRole({ roleArn: ROLE, base }).getCredentials());
    expect(error.message).toBe(
      `sts:AssumeRole of ${ROLE} for keys LTAI****abcd refused (NoPermission: You are not authorized to do this action.): ` +
        `grant sts:AssumeRole on ${ROLE} to keys LTAI****abcd, and let the trust policy of the role name its account`,
    );
    expect(error).toMatchObject({ name: 'CredentialsError', code: 'access-denied', retryable: false });
    expect(error.context).toMatchObject({ cloudCode: 'NoPermission', httpStatus: 403, requestId: 'request-refused' });
  });

  it('never repeats the signed request that STS quotes', async () => {
    const quoted = `Specified signature is not matched with our calculation. server string to sign is:POST&%2F&AccessKeyId%3DLTAI5tBaseExampleabcd%26SecurityToken%3D${encodeURIComponent(encodeURIComponent(CANARY))}%26Z%3D1 and ${CANARY}`;
    answer = () => stsRefusal('SignatureDoesNotMatch', quoted, 400);
    const error = await errorOf(assumeRole({ roleArn: ROLE, base }).getCredentials());
    expect(error.code).toBe('credentials');
    expect(error.message).not.toContain('LTAI5tBase');
    expect(error.message).toContain("replace the keys of keys LTAI****abcd, and check this host's clock");
  });

  describe.each(SIGNATURES)('signed with %s, meets', (signature) => {
    it.each<[string, Answer | 'destroy', Record<string, unknown>, string]>([
      [
        'a missing role',
        stsRefusal('EntityNotExist.Role', 'no role', 404),
        { code: 'not-found', retryable: false },
        'create the role',
      ],
      [
        'throttling',
        stsRefusal('Throttling.User', 'slow down', 400),
        { code: 'throttled', retryable: true },
        'try again later',
      ],
      [
        'a bad parameter',
        stsRefusal('InvalidParameter.DurationSeconds', 'too long', 400),
        { code: 'request-refused', retryable: false },
        'check the parameters',
      ],
      [
        'an error without code',
        { status: 500, body: { message: 'oops' } },
        { code: 'service', retryable: true },
        'answered HTTP 500',
      ],
      [
        'a gateway page',
        { status: 502, body: '<html>Bad Gateway</html>' },
        { code: 'service', retryable: true },
        'not JSON',
      ],
      [
        'an answer without keys',
        { body: { RequestId: 'r' } },
        { code: 'response-shape', retryable: false },
        'answered without keys',
      ],
      [
        'an answer without secret',
        { body: { Credentials: { AccessKeyId: 'STS.x', SecurityToken: CANARY } } },
        { code: 'response-shape' },
        'answered without keys',
      ],
      [
        'a numeric code',
        { status: 503, body: { Code: 503, Message: 'busy' } },
        { code: 'service', retryable: true },
        '(503: busy)',
      ],
      ['expired keys', stsAnswer(1, -10), { code: 'token-expired' }, 'expired at'],
      ['a cut connection', 'destroy', { code: 'transport', retryable: true }, 'ECONNRESET'],
    ])('%s', async (_what, reply, expected, text) => {
      answer = () => reply;
      const error = await errorOf(assumeRole({ roleArn: ROLE, base, signature }).getCredentials());
      expect(error).toMatchObject(expected);
      expect(error.message).toContain(text);
    });
  });

  it('is signed with V3 when asked, nothing secret in the URL', async () => {
    const session = fromKeys({ accessKeyId: 'STS.base', accessKeySecret: CANARY, securityToken: `${CANARY}-token` });
    const keys = await assumeRole({ roleArn: ROLE, base: session, signature: 'v3' }).getCredentials();
    expect(keys).toMatchObject({ accessKeyId: 'STS.temporary1' });
    const { method, url, headers } = sts.seen[0] ?? { method: '', url: '', headers: {} };
    expect([method, new URL(url, sts.url).pathname]).toEqual(['POST', '/sts/cn-hangzhou/']);
    expect(new URL(url, sts.url).searchParams.get('RoleArn')).toBe(ROLE);
    expect(headers).toMatchObject({
      'x-acs-action': 'AssumeRole',
      'x-acs-version': '2015-04-01',
      'x-acs-security-token': `${CANARY}-token`,
      authorization: expect.stringMatching(/^ACS3-HMAC-SHA256 Credential=STS\.base,SignedHeaders=host;x-acs-action;/),
    });
    expect(decodeURIComponent(url)).not.toContain(CANARY);
  });

  it('refuses a signature that is none', () => {
    expect(() => assumeRole({ roleArn: ROLE, base, signature: 'v2' as never })).toThrow(
      /signature: "v2" is not v1 or v3|signature/,
    );
  });

  it('tells a network that is down from keys that are refused, and recovers', async () => {
    process.env.ALIYUN_ENDPOINT = await closedPort();
    const provider = assumeRole({ roleArn: ROLE, base });
    const error = await errorOf(provider.getCredentials());
    expect(error).toMatchObject({ code: 'transport', retryable: true });
    expect(error.message).toMatch(/STS at 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)/);
    process.env.ALIYUN_ENDPOINT = sts.url;
    await expect(provider.getCredentials()).resolves.toMatchObject({ accessKeyId: 'STS.temporary1' });
  });

  it.each([
    [{ roleArn: 'inspector', base }, 'acs:ram::<account id>:role/<role name>'],
    [{ accountId: '', roleName: 'inspector', base }, 'acs:ram::<account id>:role/<role name>'],
    [{ roleArn: ROLE, base, durationSeconds: 899 }, 'from 900 on'],
    [{ roleArn: ROLE, base, sessionName: 'a b' }, '2 to 64 of'],
    [{ roleArn: ROLE, base, stsEndpoint: 'http://' }, 'is not a URL'],
    [{ roleArn: ROLE, base, stsEndpoint: 'http://sts.own.example' }, 'is not encrypted'],
  ])('refuses %p without a call', async (options, text) => {
    const error = await errorOf(assumeRole(options).getCredentials());
    expect(error.code).toBe('config');
    expect(error.message).toContain(text);
    expect(sts.seen).toHaveLength(0);
  });

  it('accepts the shortest duration', async () => {
    await assumeRole({ roleArn: ROLE, base, durationSeconds: 900 }).getCredentials();
    expect(sts.seen).toHaveLength(1);
  });
});

describe('fromOidc', () => {
  const provider = 'acs:ram::1234567890123456:oidc-provider/cluster';

  it('exchanges the token of the file without a signature, and reads the file at every renewal', async () => {
    const oidcTokenFile = place.write('token', 'header.payload.one\n');
    const keys = fromOidc({ roleArn: ROLE, oidcProviderArn: provider, oidcTokenFile, sessionName: 'pod' });
    await expect(keys.getCredentials()).resolves.toMatchObject({ accessKeyId: 'STS.temporary1' });
    place.write('token', 'header.payload.two\n');
    await keys.refresh();
    const [first, second] = sts.seen.map(({ params }) => Object.fromEntries(params));
    expect(first).toMatchObject({
      Action: 'AssumeRoleWithOIDC',
      RoleArn: ROLE,
      OIDCProviderArn: provider,
      OIDCToken: 'header.payload.one',
      RoleSessionName: 'pod',
    });
    expect(first).not.toHaveProperty('Signature');
    expect(first).not.toHaveProperty('AccessKeyId');
    expect(second).toMatchObject({ OIDCToken: 'header.payload.two' });
    expect(sts.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(Array(2).fill('POST /sts/cn-hangzhou/'));
  });

  it('takes what is not given from the environment', async () => {
    Object.assign(process.env, {
      ALIBABA_CLOUD_ROLE_ARN: ROLE,
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: provider,
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: place.write('token', 'header.payload.env'),
      ALIBABA_CLOUD_ROLE_SESSION_NAME: 'from-env',
    });
    await fromOidc().getCredentials();
    expect(Object.fromEntries(sts.seen[0]?.params ?? [])).toMatchObject({
      OIDCToken: 'header.payload.env',
      RoleSessionName: 'from-env',
    });
  });

  it('never repeats the token, and says what the role must trust', async () => {
    const oidcTokenFile = place.write('token', CANARY);
    answer = () => stsRefusal('AuthenticationFail.OIDCToken.Invalid', `bad token ${CANARY}`, 400);
    const error = await errorOf(fromOidc({ roleArn: ROLE, oidcProviderArn: provider, oidcTokenFile }).getCredentials());
    expect(error.code).toBe('access-denied');
    expect(error.message).toContain('bad token ***');
    expect(error.message).toContain(`let the trust policy of ${ROLE} name ${provider}`);
  });

  it.each([
    ['missing file', 'absent', undefined, /absent cannot be read \(ENOENT\)/],
    ['empty file', 'token', ' \n', /token is empty/],
  ])('%s', async (_what, name, text, expected) => {
    if (text !== undefined) place.write(name, text);
    const oidcTokenFile = `${place.home}/${name}`;
    const error = await errorOf(fromOidc({ roleArn: ROLE, oidcProviderArn: provider, oidcTokenFile }).getCredentials());
    expect(error.message).toMatch(expected);
  });

  it('names the variable that is missing', async () => {
    const error = await errorOf(fromOidc({ roleArn: ROLE }).getCredentials());
    expect(error.message).toBe(`ALIBABA_CLOUD_OIDC_PROVIDER_ARN is missing in OIDC role ${ROLE}: set it`);
  });
});

describe('stsEndpointOf', () => {
  it.each<[Record<string, string>, Record<string, string>, string]>([
    [{}, {}, 'https://sts.aliyuncs.com'],
    [{ region: 'cn-beijing' }, {}, 'https://sts.cn-beijing.aliyuncs.com'],
    [{}, { ALIBABA_CLOUD_STS_REGION: 'eu-central-1' }, 'https://sts.eu-central-1.aliyuncs.com'],
    [
      { region: 'cn-beijing' },
      { ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED: 'true' },
      'https://sts-vpc.cn-beijing.aliyuncs.com',
    ],
    [{}, { ALIYUN_ENDPOINT: 'http://127.0.0.1:1/{product}/{region}/' }, 'http://127.0.0.1:1/sts/cn-hangzhou'],
    [{ region: 'x' }, { ALIYUN_ENDPOINT: '{product}.{region}.private.example' }, 'https://sts.x.private.example'],
    [{ stsEndpoint: 'sts.own.example' }, { ALIYUN_ENDPOINT: 'http://127.0.0.1:1' }, 'https://sts.own.example'],
  ])('%p %p', (options, env, expected) => {
    delete process.env.ALIYUN_ENDPOINT;
    Object.assign(process.env, env);
    expect(stsEndpointOf(options)).toBe(expected);
  });
});

describe('classifyStsCode', () => {
  it.each<[string, number | undefined, string, boolean]>([
    ['Throttling', 400, 'throttled', true],
    ['Throttling.User', 400, 'throttled', true],
    ['ServiceUnavailable', 503, 'service', true],
    ['InternalError', 500, 'service', true],
    ['NoPermission', 403, 'access-denied', false],
    ['Forbidden.RAM', 403, 'access-denied', false],
    ['AuthenticationFail.NoPermission', 400, 'access-denied', false],
    ['EntityNotExist.Role', 404, 'not-found', false],
    ['InvalidSecurityToken.Expired', 403, 'token-expired', false],
    ['InvalidAccessKeyId.NotFound', 404, 'credentials', false],
    ['SignatureDoesNotMatch', 400, 'credentials', false],
    ['IncompleteSignature', 400, 'credentials', false],
    ['InvalidTimeStamp.Expired', 400, 'credentials', false],
    ['ForbiddenNot', 400, 'request-refused', false],
    ['Whatever', 502, 'service', true],
    ['Whatever', 429, 'throttled', true],
    ['Whatever', undefined, 'request-refused', false],
  ])('%s', (cloudCode, status, code, retryable) =>
    expect(classifyStsCode(cloudCode, status)).toEqual({ code, retryable }),
  );
});

describe('networkReason', () => {
  it.each<[unknown, string | undefined]>([
    [Object.assign(new Error('ReadTimeout(10000). '), { name: 'RequestTimeoutError' }), 'timeout'],
    [Object.assign(new Error(), { code: 'ENOTFOUND' }), 'ENOTFOUND'],
    [{ name: 'SyntaxError', message: 'bad', at: 1, text: '<html>' }, undefined],
    [new TypeError('x'), undefined],
    [undefined, undefined],
  ])('%p', (error, expected) => expect(networkReason(error)).toBe(expected));
});

it('inSeconds writes what STS writes', () => expect(inSeconds(0)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/));
