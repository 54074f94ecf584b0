import { existsSync, readFileSync } from 'node:fs';
import { fromCredentialsFile, fromProfile } from '../../../lib/credentials';
import type { TestServer } from './helpers';
import { CANARY, errorOf, isolate, serve, stsAnswer, stsRefusal } from './helpers';

const ROLE = 'acs:ram::1234567890123456:role/inspector';
const AK = { access_key_id: 'LTAI5tFileExampleabcd', access_key_secret: CANARY };
let place: ReturnType<typeof isolate>;
let sts: TestServer;

beforeEach(async () => {
  place = isolate();
  sts = await serve((_request, index) => stsAnswer(index + 1));
  process.env.ALIYUN_ENDPOINT = sts.url;
});
afterEach(async () => {
  jest.restoreAllMocks();
  await sts.close();
  place.restore();
});

function config(profiles: readonly Record<string, unknown>[], current = 'default'): string {
  return place.write('.aliyun/config.json', JSON.stringify({ current, profiles }));
}

describe('fromProfile', () => {
  it('reads the current profile, the one of the environment, or the one that is named', async () => {
    const profile = (name: string) => ({ name, mode: 'AK', access_key_id: `LTAI-${name}`, access_key_secret: CANARY });
    config([profile('default'), profile('current'), profile('env'), profile('named')], 'current');
    const idOf = async (name?: string) => (await fromProfile(name).getCredentials()).accessKeyId;
    expect(await idOf()).toBe('LTAI-current');
    process.env.ALIBABA_CLOUD_PROFILE = 'env';
    expect(await idOf()).toBe('LTAI-env');
    expect(await idOf('named')).toBe('LTAI-named');
    expect([fromProfile().label, fromProfile('named').label]).toEqual(['current profile', 'profile named']);
  });

  it('reads another file, with a byte order mark, and sees changes after 60 s', async () => {
    const text = (id: string) =>
      `\uFEFF${JSON.stringify({ profiles: [{ name: 'default', mode: 'AK', ...AK, access_key_id: id, sts_token: '' }] })}`;
    const file = place.write('elsewhere.json', text('LTAI-before'));
    const provider = fromProfile(undefined, { file });
    await expect(provider.getCredentials()).resolves.toEqual({ accessKeyId: 'LTAI-before', accessKeySecret: CANARY });
    place.write('elsewhere.json', text('LTAI-after'));
    const later = Date.now() + 60_000;
    jest.spyOn(Date, 'now').mockReturnValue(later);
    await expect(provider.getCredentials()).resolves.toMatchObject({ accessKeyId: 'LTAI-after' });
  });

  it('StsToken', async () => {
    config([{ name: 'default', mode: 'StsToken', ...AK, access_key_id: 'STS.x', sts_token: 'file-token' }]);
    await expect(fromProfile().getCredentials()).resolves.toMatchObject({ securityToken: 'file-token' });
  });

  it('RamRoleArn', async () => {
    config([
      {
        name: 'default',
        mode: 'RamRoleArn',
        ...AK,
        ram_role_arn: ROLE,
        ram_session_name: 'cli',
        expired_seconds: 900,
        external_id: 'external',
        sts_endpoint: `${sts.url}/own`,
      },
    ]);
    await expect(fromProfile().getCredentials()).resolves.toMatchObject({ accessKeyId: 'STS.temporary1' });
    expect(sts.seen[0]?.url).toBe('/own/');
    expect(Object.fromEntries(sts.seen[0]?.params ?? [])).toMatchObject({
      AccessKeyId: AK.access_key_id,
      RoleArn: ROLE,
      RoleSessionName: 'cli',
      DurationSeconds: '900',
      ExternalId: 'external',
    });
  });

  it('ChainableRamRoleArn', async () => {
    config([
      { name: 'base', mode: 'AK', ...AK },
      { name: 'default', mode: 'ChainableRamRoleArn', source_profile: 'base', ram_role_arn: ROLE },
    ]);
    await expect(fromProfile().getCredentials()).resolves.toMatchObject({ accessKeyId: 'STS.temporary1' });
    expect(sts.seen[0]?.params.get('AccessKeyId')).toBe(AK.access_key_id);
  });

  it('ChainableRamRoleArn that leads back to itself', async () => {
    config([
      { name: 'default', mode: 'ChainableRamRoleArn', source_profile: 'other', ram_role_arn: ROLE },
      { name: 'other', mode: 'ChainableRamRoleArn', source_profile: 'default', ram_role_arn: ROLE },
    ]);
    const error = await errorOf(fromProfile().getCredentials());
    expect(error.message).toContain('is its own source_profile');
  });

  it('OIDC', async () => {
    const token = place.write('token', 'header.payload.cli');
    config([
      { name: 'default', mode: 'OIDC', ram_role_arn: ROLE, oidc_provider_arn: 'acs:oidc', oidc_token_file: token },
    ]);
    await fromProfile().getCredentials();
    expect(sts.seen[0]?.params.get('OIDCToken')).toBe('header.payload.cli');
  });

  it('EcsRamRole obeys ALIBABA_CLOUD_ECS_METADATA_DISABLED', async () => {
    process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED = 'true';
    config([{ name: 'default', mode: 'EcsRamRole', ram_role_name: 'attached' }]);
    const error = await errorOf(fromProfile().getCredentials());
    expect(error.message).toBe('ECS role attached cannot be used: unset ALIBABA_CLOUD_ECS_METADATA_DISABLED');
  });

  it.each(['CloudSSO', 'OAuth'])('%s uses stored keys while they last, and never writes', async (mode) => {
    const stored = (seconds: number) => [
      {
        name: 'default',
        mode,
        ...AK,
        sts_token: 'stored-token',
        sts_expiration: Math.floor(Date.now() / 1000) + seconds,
        oauth_refresh_token: CANARY,
      },
    ];
    config(stored(600));
    const keys = await fromProfile().getCredentials();
    expect(keys).toMatchObject({ securityToken: 'stored-token', expiresAt: expect.any(Date) });
    const file = config(stored(-1));
    const before = readFileSync(file, 'utf8');
    const error = await errorOf(fromProfile().getCredentials());
    expect(error.code).toBe('token-expired');
    expect(error.message).toContain('run "aliyun sts GetCallerIdentity --profile default" to renew it');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('External runs its command only when that is allowed, and never writes', async () => {
    const marker = `${place.home}/marker`;
    const script = place.write(
      'command.js',
      `require('fs').writeFileSync(${JSON.stringify(marker)}, '');
       console.log(JSON.stringify({ mode: 'AK', access_key_id: 'LTAI5tExternalabcd', access_key_secret: 'external-secret' }));`,
    );
    const file = config([{ name: 'default', mode: 'External', process_command: `${process.execPath} ${script}` }]);
    const before = readFileSync(file, 'utf8');
    const error = await errorOf(fromProfile().getCredentials());
    expect(error.message).toContain("allow it with fromProfile('default', { allowExternal: true })");
    expect(existsSync(marker)).toBe(false);
    const keys = await fromProfile('default', { allowExternal: true }).getCredentials();
    expect(keys).toEqual({ accessKeyId: 'LTAI5tExternalabcd', accessKeySecret: 'external-secret' });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('External that fails does not repeat its command or output', async () => {
    const script = place.write('command.js', `console.error('${CANARY}'); console.log('${CANARY}'); process.exit(3);`);
    config([{ name: 'default', mode: 'External', process_command: `${process.execPath} ${script} ${CANARY}` }]);
    const error = await errorOf(fromProfile('default', { allowExternal: true }).getCredentials());
    expect(error.message).toContain('gave no keys: run it by hand');
  });

  it.each<[string, string, string]>([
    ['broken JSON', `{"profiles":[{"name":"default","mode":"AK","access_key_secret":"${CANARY}"`, 'is not valid JSON'],
    ['plain text', CANARY, 'is not valid JSON'],
    ['a list', `["${CANARY}"]`, 'is not valid JSON'],
    ['no profiles', `{"current":"default","secret":"${CANARY}"}`, 'has no profile default: run "aliyun configure'],
    ['profiles that are no list', `{"profiles":"${CANARY}"}`, 'has no profile default'],
    ['an unknown mode', JSON.stringify({ profiles: [{ name: 'default', mode: CANARY }] }), 'has an unknown mode'],
    [
      'a missing id',
      JSON.stringify({ profiles: [{ name: 'default', mode: 'AK', access_key_secret: CANARY }] }),
      'access_key_id is missing in profile default',
    ],
    [
      'an empty secret',
      JSON.stringify({ profiles: [{ name: 'default', mode: 'AK', access_key_id: CANARY, access_key_secret: ' ' }] }),
      'access_key_secret is empty in profile default',
    ],
    [
      'a number',
      JSON.stringify({ profiles: [{ name: 'default', mode: 'AK', access_key_id: 1, access_key_secret: CANARY }] }),
      'access_key_id is not a text',
    ],
    [
      'a key with a gap',
      JSON.stringify({ profiles: [{ name: 'default', mode: 'AK', ...AK, access_key_secret: `${CANARY} x` }] }),
      'access_key_secret has white space inside',
    ],
    ['no token', JSON.stringify({ profiles: [{ name: 'default', mode: 'StsToken', ...AK }] }), 'sts_token is missing'],
  ])('%s', async (_what, text, expected) => {
    place.write('.aliyun/config.json', text);
    const error = await errorOf(fromProfile().getCredentials());
    expect(error.message).toContain(expected);
    expect(error.message).toContain(`${place.home}/.aliyun/config.json`);
  });

  it('a missing file', async () => {
    const error = await errorOf(fromProfile().getCredentials());
    expect(error.message).toBe(
      `${place.home}/.aliyun/config.json cannot be read (ENOENT): check the path and the permissions`,
    );
  });

  it('names the profile as base when its role is refused', async () => {
    await sts.close();
    sts = await serve(() => stsRefusal('NoPermission', 'no'));
    process.env.ALIYUN_ENDPOINT = sts.url;
    const file = config([{ name: 'default', mode: 'RamRoleArn', ...AK, ram_role_arn: ROLE }]);
    const error = await errorOf(fromProfile().getCredentials());
    expect(error.message).toContain(`sts:AssumeRole of ${ROLE} for profile default of ${file} refused`);
  });
});

describe('fromCredentialsFile', () => {
  const ini = (text: string) => place.write('.alibabacloud/credentials', text);

  it('reads the default section, the one of the environment, or the one that is named', async () => {
    ini(
      ['default', 'env', 'named']
        .map(
          (s) =>
            `# ${s}\r\n[${s}]\r\ntype = access_key\r\n; note\r\naccess_key_id = LTAI-${s}\r\naccess_key_secret = "${CANARY}"\r\n`,
        )
        .join('\r\n'),
    );
    expect(await fromCredentialsFile().getCredentials()).toEqual({
      accessKeyId: 'LTAI-default',
      accessKeySecret: CANARY,
    });
    process.env.ALIBABA_CLOUD_PROFILE = 'env';
    expect(await fromCredentialsFile().getCredentials()).toMatchObject({ accessKeyId: 'LTAI-env' });
    expect(await fromCredentialsFile('named').getCredentials()).toMatchObject({ accessKeyId: 'LTAI-named' });
    expect(fromCredentialsFile('named').label).toBe('credentials file section named');
  });

  it('reads the file of the environment, or the one that is given', async () => {
    const text = (id: string) => `[default]\ntype=access_key\naccess_key_id=${id}\naccess_key_secret=${CANARY}\n`;
    process.env.ALIBABA_CLOUD_CREDENTIALS_FILE = place.write('by-env', text('LTAI-env'));
    const file = place.write('given', text('LTAI-given'));
    expect(await fromCredentialsFile().getCredentials()).toMatchObject({ accessKeyId: 'LTAI-env' });
    expect(await fromCredentialsFile(undefined, { file }).getCredentials()).toMatchObject({
      accessKeyId: 'LTAI-given',
    });
  });

  it('sts', async () => {
    ini(`[default]\ntype=sts\naccess_key_id=STS.x\naccess_key_secret=${CANARY}\nsecurity_token=ini-token`);
    expect(await fromCredentialsFile().getCredentials()).toMatchObject({ securityToken: 'ini-token' });
  });

  it('ram_role_arn', async () => {
    ini(
      `[default]\ntype=ram_role_arn\naccess_key_id=LTAI-ini\naccess_key_secret=${CANARY}\nrole_arn=${ROLE}\nrole_session_name=ini`,
    );
    await expect(fromCredentialsFile().getCredentials()).resolves.toMatchObject({ accessKeyId: 'STS.temporary1' });
    expect(Object.fromEntries(sts.seen[0]?.params ?? [])).toMatchObject({ RoleArn: ROLE, RoleSessionName: 'ini' });
  });

  it('oidc_role_arn', async () => {
    const token = place.write('token', 'header.payload.ini');
    ini(`[default]\ntype=oidc_role_arn\nrole_arn=${ROLE}\noidc_provider_arn=acs:oidc\noidc_token_file_path=${token}`);
    await fromCredentialsFile().getCredentials();
    expect(sts.seen[0]?.params.get('OIDCToken')).toBe('header.payload.ini');
  });

  it('ecs_ram_role', async () => {
    process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED = 'true';
    ini('[default]\ntype=ecs_ram_role\nrole_name=attached');
    expect((await errorOf(fromCredentialsFile().getCredentials())).message).toContain('ECS role attached');
  });

  it.each<[string, string, string]>([
    ['no section', CANARY, 'has no section [default]: add it'],
    ['another section', `[other]\nsecret=${CANARY}`, 'has no section [default]'],
    ['no type', `[default]\naccess_key_secret=${CANARY}`, 'has no known type'],
    ['an unknown type', `[default]\ntype=${CANARY}`, 'has no known type'],
    [
      'an empty id',
      `[default]\ntype=access_key\naccess_key_id=\naccess_key_secret=${CANARY}`,
      'access_key_id is empty',
    ],
    ['no secret', `[default]\ntype=access_key\naccess_key_id=${CANARY}`, 'access_key_secret is missing'],
  ])('%s', async (_what, text, expected) => {
    const file = ini(text);
    const error = await errorOf(fromCredentialsFile().getCredentials());
    expect(error.message).toContain(expected);
    expect(error.message).toContain(file);
  });
});
