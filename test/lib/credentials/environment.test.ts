import http from 'node:http';
import { fromEnv, fromKeys, redact } from '../../../lib/credentials';
import { ConfigError } from '../../../lib/errors';
import { CANARY, closedPort, errorOf, inSeconds, isolate, serve, stsAnswer } from './helpers';

const ID = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const TOKEN = 'ALIBABA_CLOUD_SECURITY_TOKEN';
let place: ReturnType<typeof isolate>;

beforeEach(() => {
  place = isolate();
});
afterEach(() => {
  jest.restoreAllMocks();
  place.restore();
});

function profile(id = 'LTAI-from-profile'): void {
  const profiles = [{ name: 'default', mode: 'AK', access_key_id: id, access_key_secret: CANARY }];
  place.write('.aliyun/config.json', JSON.stringify({ current: 'default', profiles }));
}

function ini(): void {
  place.write(
    '.alibabacloud/credentials',
    `[default]\ntype=access_key\naccess_key_id=LTAI-ini\naccess_key_secret=${CANARY}`,
  );
}

const uriKeys = (id: string) => ({
  Code: 'Success',
  AccessKeyId: id,
  AccessKeySecret: 'uri-secret-value',
  SecurityToken: 'uri-token-value',
  Expiration: inSeconds(3600),
});

describe('fromKeys', () => {
  it('gives the keys, trimmed, under a masked label', async () => {
    const provider = fromKeys({ accessKeyId: 'LTAI5tExampleKeyabcd\n', accessKeySecret: ` ${CANARY}` });
    expect(provider.label).toBe('keys LTAI****abcd');
    await expect(provider.getCredentials()).resolves.toEqual({
      accessKeyId: 'LTAI5tExampleKeyabcd',
      accessKeySecret: CANARY,
    });
    expect(redact(`x ${CANARY}`)).toBe('x ***');
  });

  it('gives a token', async () => {
    const keys = fromKeys({ accessKeyId: 'STS.example', accessKeySecret: CANARY, securityToken: 'given-token' });
    await expect(keys.getCredentials()).resolves.toMatchObject({ securityToken: 'given-token' });
  });

  it.each([
    [{ accessKeyId: '', accessKeySecret: CANARY }, 'accessKeyId is empty in the given keys: set it or remove it'],
    [
      { accessKeyId: 'LTAI-x', accessKeySecret: '  ' },
      'accessKeySecret is empty in the given keys: set it or remove it',
    ],
    [
      { accessKeyId: 'STS.x', accessKeySecret: CANARY },
      'securityToken is missing in the given keys: a key id that starts with STS. needs it',
    ],
    [
      { accessKeyId: undefined as unknown as string, accessKeySecret: CANARY },
      'accessKeyId is missing in the given keys: set it',
    ],
  ])('refuses %# when they are asked for, not before', async (keys, message) => {
    const provider = fromKeys(keys);
    expect((await errorOf(provider.getCredentials())).message).toBe(message);
  });
});

describe('fromEnv', () => {
  it('reads the environment when it is asked, not when it is built', async () => {
    const provider = fromEnv();
    Object.assign(process.env, { [ID]: 'LTAI-env', [SECRET]: CANARY, [TOKEN]: 'env-token' });
    await expect(provider.getCredentials()).resolves.toEqual({
      accessKeyId: 'LTAI-env',
      accessKeySecret: CANARY,
      securityToken: 'env-token',
    });
    expect(provider.label).toBe('environment');
  });

  it('takes an empty variable for an unset one, as compose files and CI systems leave things out', async () => {
    Object.assign(process.env, { [ID]: 'LTAI-env', [SECRET]: CANARY, [TOKEN]: '' });
    await expect(fromEnv().getCredentials()).resolves.toEqual({ accessKeyId: 'LTAI-env', accessKeySecret: CANARY });
  });

  it.each<[string, Record<string, string>, string]>([
    ['no secret', { [ID]: 'LTAI-env' }, `${SECRET} is missing in the environment: set it`],
    ['no id', { [SECRET]: CANARY }, `${ID} is missing in the environment: set it`],
    ['an empty id', { [ID]: '', [SECRET]: CANARY }, `${ID} is missing in the environment: set it`],
    [
      'a blank secret',
      { [ID]: 'LTAI-env', [SECRET]: ' \t' },
      `${SECRET} is empty in the environment: set it or remove it`,
    ],
    [
      'a blank token',
      { [ID]: 'LTAI-env', [SECRET]: CANARY, [TOKEN]: ' ' },
      `${TOKEN} is empty in the environment: set it or remove it`,
    ],
    [
      'a secret with a gap',
      { [ID]: 'LTAI-env', [SECRET]: `a ${CANARY}` },
      `${SECRET} has white space inside in the environment: copy the key again`,
    ],
  ])('refuses %s, and does not look elsewhere', async (_what, env, message) => {
    profile();
    Object.assign(process.env, env);
    expect((await errorOf(fromEnv().getCredentials())).message).toBe(message);
  });

  it('says what to set when there is nothing, without asking the network', async () => {
    const request = jest.spyOn(http, 'request');
    const error = await errorOf(fromEnv().getCredentials());
    expect(error.message).toBe(`no keys: set ${ID} and ${SECRET}, or a profile in ~/.aliyun/config.json`);
    expect(error).toMatchObject({ name: 'CredentialsError', code: 'credentials', retryable: false });
    expect(request).not.toHaveBeenCalled();
  });

  it('50 concurrent first calls with only a CLI profile all succeed', async () => {
    profile();
    const provider = fromEnv();
    const answers = await Promise.all(Array.from({ length: 50 }, () => provider.getCredentials()));
    expect(answers.every((a) => a.accessKeyId === 'LTAI-from-profile')).toBe(true);
  });

  it('recovers after a failed pass', async () => {
    const provider = fromEnv();
    await errorOf(provider.getCredentials());
    profile();
    await expect(provider.getCredentials()).resolves.toMatchObject({ accessKeyId: 'LTAI-from-profile' });
  });

  it('tries OIDC, profile, credentials file and URI in this order', async () => {
    const sts = await serve(() => stsAnswer(1));
    const uri = await serve(() => ({ body: uriKeys('STS.by-uri') }));
    try {
      process.env.ALIYUN_ENDPOINT = sts.url;
      const idNow = async () => (await fromEnv().getCredentials()).accessKeyId;
      process.env.ALIBABA_CLOUD_CREDENTIALS_URI = uri.url;
      expect(await idNow()).toBe('STS.by-uri');
      ini();
      expect(await idNow()).toBe('LTAI-ini');
      profile();
      expect(await idNow()).toBe('LTAI-from-profile');
      process.env.ALIBABA_CLOUD_CLI_PROFILE_DISABLED = 'true';
      expect(await idNow()).toBe('LTAI-ini');
      Object.assign(process.env, {
        ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/pod',
        ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/cluster',
        ALIBABA_CLOUD_OIDC_TOKEN_FILE: place.write('token', 'header.payload.chain'),
      });
      expect(await idNow()).toBe('STS.temporary1');
      Object.assign(process.env, { [ID]: 'LTAI-env', [SECRET]: CANARY });
      expect(await idNow()).toBe('LTAI-env');
    } finally {
      await Promise.all([sts.close(), uri.close()]);
    }
  });

  it('a source that is broken does not hide the next, and each is named when all fail', async () => {
    place.write('.aliyun/config.json', `{ broken ${CANARY}`);
    ini();
    await expect(fromEnv().getCredentials()).resolves.toMatchObject({ accessKeyId: 'LTAI-ini' });
    place.write('.alibabacloud/credentials', CANARY);
    process.env.ALIBABA_CLOUD_CREDENTIALS_URI = await closedPort();
    const error = await errorOf(fromEnv().getCredentials());
    expect(error.retryable).toBe(true);
    expect(error.message).toMatch(
      /^no keys: set .* \(tried current profile: .* is not valid JSON.*; credentials file: .* has no section \[default\].*; credentials URI at .* \(ECONNREFUSED\).*\)$/,
    );
  });

  it('asks the metadata server only with ALIBABA_CLOUD_ECS_METADATA, and not when it is disabled', async () => {
    const hosts: unknown[] = [];
    jest.spyOn(http, 'request').mockImplementation((options: unknown) => {
      hosts.push((options as http.RequestOptions).host);
      throw Object.assign(new Error('no route'), { code: 'EHOSTUNREACH' });
    });
    await errorOf(fromEnv().getCredentials());
    process.env.ALIBABA_CLOUD_ECS_METADATA = 'role';
    process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED = 'true';
    expect((await errorOf(fromEnv().getCredentials())).message).not.toContain('tried');
    expect(hosts).toEqual([]);
    delete process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED;
    const error = await errorOf(fromEnv().getCredentials());
    expect(error.message).toContain(
      'ECS role: the metadata server (100.100.100.200) for ECS role cannot be reached (EHOSTUNREACH)',
    );
    expect(new Set(hosts)).toEqual(new Set(['100.100.100.200']));
  });

  it('does not change the identity when the source that worked is out of reach for a moment', async () => {
    let down = false;
    const uri = await serve((_request, index) => (down ? 'destroy' : { body: uriKeys(`STS.uri-${index}`) }));
    try {
      process.env.ALIBABA_CLOUD_CREDENTIALS_URI = uri.url;
      place.write('.aliyun/config.json', '{}');
      const provider = fromEnv();
      await expect(provider.getCredentials()).resolves.toMatchObject({ accessKeyId: 'STS.uri-0' });
      down = true;
      const error = await errorOf(provider.refresh());
      expect(error).toMatchObject({ code: 'transport', retryable: true });
      down = false;
      await expect(provider.getCredentials()).resolves.toMatchObject({ accessKeyId: 'STS.uri-2' });
    } finally {
      await uri.close();
    }
  });
});

test('an argument is refused: its keys would not be those that are used', () => {
  const wrong = fromEnv as unknown as (...given: unknown[]) => unknown;
  expect(() => wrong('PROD')).toThrow('fromEnv: takes nothing; the keys of one account of many are fromAccount(name)');
  expect(() => wrong({ prefix: 'PROD' })).toThrow(ConfigError);
});
