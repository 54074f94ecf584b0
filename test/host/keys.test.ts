/** What a run gets to see: the keys that its script names, and as another user nothing of the host. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import RPCClient from '@alicloud/pop-core';
import { EMULATOR_ACCOUNT, EMULATOR_KEY, EMULATOR_ROLE, startEmulator, type Emulator } from '../../emulator';
import { variablesOf, type Credentials } from '../../lib/credentials';
import { readSettings, type Settings } from '../../host/config';
import { keyring, type KeyringOptions } from '../../host/keyring';
import { createLog } from '../../host/log';
import { startServer, type FunctionServer } from '../../cli/serve';
import { compile, dataOf, leave, newFolder, script, summary } from './stage';

jest.setTimeout(120_000);

const servers: FunctionServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  await leave();
});

const account = (name: string) => ({ name, accessKeyId: `id-of-${name}`, accessKeySecret: `secret-of-${name}` });
const HOST = {
  PATH: '/bin',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'id-of-the-host',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret-of-the-host',
  ALIBABA_CLOUD_OIDC_TOKEN_FILE: '/run/token',
  ALIBABA_CLOUD_STS_REGION: 'cn-hangzhou',
  ALIYUN_ENDPOINT: 'http://127.0.0.1:1',
  ALIYUN_INSPECTION_KEY: 'master-key-of-the-host',
  ALIYUN_INSPECTION_KEY_FILE: '/etc/key',
  CREDENTIALS_DIRECTORY: '/run/credentials',
  GUANCE_API_KEY: 'key-of-guance',
  GUANCE_EVENT_FIELDS: 'team',
  DINGTALK_ROBOT_URL: 'https://oapi.dingtalk.com/robot/send?access_token=robot',
  https_proxy: 'http://proxy:1',
  TEAM_SETTING: 'of-the-team',
  TEAM_PASSWORD: 'of-the-team-too',
};
const ring = (more: Partial<KeyringOptions> = {}) =>
  keyring({
    ...{ env: HOST, workspace: { GUANCE_API_KEY: 'key-of-the-workspace' }, runVariables: [] },
    opened: () => ['default', 'my-team', 'other'].map(account),
    ...more,
  });
const own = (...accounts: string[]) => ({
  shipped: false,
  accounts,
  actions: ['ecs:DescribeDisks'],
  timeoutSeconds: 600,
});

describe('what a run gets', () => {
  it('is nothing of the host but what the library reads and is no key', async () => {
    const { env, accounts } = await ring()(own());
    expect(accounts).toEqual([]);
    expect(env).toEqual({
      ALIBABA_CLOUD_STS_REGION: 'cn-hangzhou',
      ALIYUN_ENDPOINT: HOST.ALIYUN_ENDPOINT,
      GUANCE_API_KEY: 'key-of-the-workspace',
      GUANCE_EVENT_FIELDS: 'team',
      GUANCE_REPORTER: 'guance',
      https_proxy: 'http://proxy:1',
      ...{ NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' },
    });
    const more = (await ring({ runVariables: ['TEAM_SETTING'] })(own())).env;
    expect([more.TEAM_SETTING, more.TEAM_PASSWORD]).toEqual(['of-the-team', undefined]);
  });

  it('are the keys of the accounts that a script names, and of all for what is shipped', async () => {
    const text = JSON.stringify(await ring()(own('my-team')));
    expect(text).toContain('secret-of-my-team');
    for (const other of ['default', 'other', 'the-host']) expect(text).not.toContain(`secret-of-${other}`);
    expect((await ring()(own('default'))).env.ALIBABA_CLOUD_ACCESS_KEY_SECRET).toBe('secret-of-default');
    const shipped = await ring()({ ...own('default'), shipped: true });
    expect(shipped.accounts.map(({ name }) => name)).toEqual(['default', 'my-team', 'other']);
    expect(JSON.stringify(shipped)).not.toContain('secret-of-the-host');
  });

  it('are the keys of the host where an inspection asks for them and no account has its name', async () => {
    const bare = ring({ opened: () => [] });
    for (const needs of [{ ...own('default'), shipped: true }, own('default'), own('@host')]) {
      const { env } = await bare(needs);
      expect([env.ALIBABA_CLOUD_ACCESS_KEY_SECRET, env.ALIBABA_CLOUD_OIDC_TOKEN_FILE]).toEqual([
        ...['secret-of-the-host', '/run/token'],
      ]);
    }
    expect((await bare(own('my-team'))).env.ALIBABA_CLOUD_ACCESS_KEY_SECRET).toBeUndefined();
  });

  it('are addresses of robots only where events are told there', async () => {
    const told = async (GUANCE_REPORTER?: string) => (await ring({ env: { ...HOST, GUANCE_REPORTER } })(own())).env;
    expect([(await told()).DINGTALK_ROBOT_URL, (await told('guance')).DINGTALK_ROBOT_URL]).toEqual([
      undefined,
      undefined,
    ]);
    expect(await told('dingtalk')).toMatchObject({
      DINGTALK_ROBOT_URL: HOST.DINGTALK_ROBOT_URL,
      GUANCE_API_KEY: 'key-of-the-workspace',
      GUANCE_REPORTER: 'guance,dingtalk',
    });
    const elsewhere = (await ring({ workspace: undefined })(own())).env;
    expect([elsewhere.GUANCE_API_KEY, elsewhere.GUANCE_REPORTER]).toEqual(['key-of-guance', undefined]);
  });

  describe('of an account with a role', () => {
    const roleArn = `acs:ram::${EMULATOR_ACCOUNT}:role/${EMULATOR_ROLE}`;
    const entered = { name: 'my-team', ...EMULATOR_KEY, roleArn };
    const before = process.env.ALIYUN_ENDPOINT;
    let cloud: Emulator;
    beforeAll(async () => {
      cloud = await startEmulator({ scenario: { regions: ['cn-hangzhou'], instances: 2 } });
      process.env.ALIYUN_ENDPOINT = cloud.endpoint;
    });
    afterAll(async () => {
      if (before === undefined) delete process.env.ALIYUN_ENDPOINT;
      else process.env.ALIYUN_ENDPOINT = before;
      await cloud.close();
    });
    /** What the cloud says to the keys of a run. */
    const asked = async (keys: Partial<Credentials>, action: string) => {
      const { accessKeyId = '', accessKeySecret = '', securityToken } = keys;
      const endpoint = `${cloud.url}/ecs/cn-hangzhou`;
      const client = new RPCClient({ accessKeyId, accessKeySecret, securityToken, endpoint, apiVersion: '2014-05-26' });
      const said = client.request(action, { RegionId: 'cn-hangzhou' });
      return said.then(
        () => 'ok',
        ({ code }: { code: string }) => code,
      );
    };

    it('are those of a session, which may do what its checkers need', async () => {
      const keys = ring({ opened: () => [entered] });
      const { env } = await keys(own('my-team'));
      const { id = '', secret = '', token = '' } = variablesOf('my-team');
      expect(JSON.stringify(env)).not.toContain(EMULATOR_KEY.accessKeySecret);
      expect(env[id]).toMatch(/^STS\./);
      const session = { accessKeyId: env[id], accessKeySecret: env[secret], securityToken: env[token] };
      expect(await asked(session, 'DescribeDisks')).toBe('ok');
      expect(await asked(session, 'DescribeInstances')).toBe('Forbidden.RAM');
      const { accounts } = await keys({ ...own(), shipped: true });
      expect(accounts).toEqual([
        {
          name: 'my-team',
          ...session,
          accessKeyId: expect.stringMatching(/^STS\./),
          accessKeySecret: expect.any(String),
          securityToken: expect.any(String),
        },
      ]);
      expect(await asked(accounts[0] ?? {}, 'DescribeDisks')).toBe('ok');
    });

    it('are asked for no account that the script does not name, and say why they cannot be had', async () => {
      const assume = jest.fn(() => Promise.reject(new Error('asked')));
      await ring({ opened: () => [entered, account('other')], assume })(own('other'));
      expect(assume).not.toHaveBeenCalled();
      const wrong = { ...entered, roleArn: `acs:ram::${EMULATOR_ACCOUNT}:role/nobody` };
      await expect(ring({ opened: () => [wrong] })(own('my-team'))).rejects.toThrow(/role\/nobody.*create the role/);
    });

    it('say in the log of a run that they are not narrowed, and for which functions beside the account', async () => {
      const assume = jest.fn((_: unknown, session: object) => Promise.resolve({ ...EMULATOR_KEY, ...session }));
      const keys = ring({ opened: () => [entered, account('other')], assume });
      expect((await keys(own('my-team'))).notes).toEqual([]);
      const unknown = { ...own('my-team'), actions: [] };
      expect((await keys(unknown)).notes).toEqual([
        {
          zh: '账号 my-team：本次运行的临时密钥拥有角色的全部权限：不知道脚本的检查项需要哪些操作',
          en: 'account my-team: the short-lived keys of this run may do all that the role may: what its checkers need is not known',
        },
      ]);
      const many = Array.from({ length: 200 }, (_, n) => `product-${n}:Describe`);
      expect((await keys({ ...unknown, shipped: true, actions: many })).notes).toEqual([
        expect.objectContaining({ en: expect.stringContaining('too long for a session policy') as string }),
      ]);
      const policies = assume.mock.calls.map(([, session]) => (session as { policy?: string }).policy);
      expect(policies.map((policy) => policy !== undefined)).toEqual([true, false, false]);
      // Keys that were entered are no narrower, but nothing was said to be.
      expect((await keys({ ...own('other'), actions: [] })).notes).toEqual([]);

      process.env.ALIBABA_CLOUD_STS_REGION = 'cn-hangzhou';
      const more = `
        accounts: [{ name: 'x', credentials: require('aliyun-inspection').fromAccount('my-team'), regions: 'all' }],
        checkers: Array.from({ length: 200 }, (_, n) => ({
          ...{ id: 'c-' + n, title: { zh: 'c', en: 'c' }, params: {}, values: {}, related: {}, metrics: {} },
          asset: { product: { code: 'product-' + n }, call: { action: 'DescribeAll' } },
        })),`;
      const { server } = await serve({ 'mine.js': script('mine', summary('1'), more) });
      server.accounts.put(entered);
      server.accounts.put(account('other'));
      const { id } = server.host.call('mine.run', { origin: 'manual' });
      expect((await server.host.wait(id, 60)).status).toBe('success');
      expect(server.host.logs(id)).toContainEqual(
        expect.objectContaining({ zh: expect.stringContaining('my-team') as string }),
      );
      const listed = await fetch(`${server.url}/api/v1/account-list`, {
        headers: { Authorization: `Bearer ${server.first.token}` },
      });
      expect(((await listed.json()) as { data: object[] }).data).toMatchObject([
        { name: 'my-team', wide: ['mine.run'] },
        expect.not.objectContaining({ wide: expect.anything() as unknown }),
      ]);
    });

    it('last as long as the run may take, and a little longer', async () => {
      const assume = jest.fn((_: unknown, session: object) => Promise.resolve({ ...EMULATOR_KEY, ...session }));
      const keys = ring({ opened: () => [entered], assume });
      await keys(own('my-team'));
      await keys({ ...own('my-team'), timeoutSeconds: 3000 });
      expect(assume.mock.calls.map(([, session]) => (session as { durationSeconds: number }).durationSeconds)).toEqual([
        900, 3300,
      ]);
      const policies = assume.mock.calls.map(([, session]) => (session as { policy: string }).policy);
      expect(policies[0]).toContain('"ecs:DescribeDisks","location:DescribeEndpoints"');
    });
  });
});

/** A script that says which files it could read, and whether some text is in its environment or order. */
function curious(id: string, files: readonly string[], accounts: string): string {
  const body = `
    const { readFileSync, writeFileSync } = require('fs');
    const got = {};
    for (const file of ${JSON.stringify(files)}.map((one) => one.replace('HOST', process.ppid))) {
      try { got[file.replace(/.*\\//, '')] = readFileSync(file).length; } catch (error) { got[file.replace(/.*\\//, '')] = error.code; }
    }
    try { writeFileSync(__filename, ''); got.self = 'written'; } catch (error) { got.self = error.code; }
    writeFileSync(options.stateDir + '/probe', 'x');
    ${summary('{ got, uid: process.getuid(), groups: process.getgroups(), env: JSON.stringify(process.env) }')}`;
  const specs = `[{ name: 'x', credentials: require('aliyun-inspection').${accounts}, regions: 'all' }]`;
  return script(id, body, `accounts: ${specs}`);
}

async function serve(scripts: Readonly<Record<string, string>>, more: Partial<Settings> = {}, data = newFolder()) {
  const folder = newFolder();
  for (const [name, text] of Object.entries(scripts)) writeFileSync(join(folder, name), text);
  const settings = readSettings({ port: 0, data, scripts: folder, language: 'en', shipped: 'off' }, {});
  const server = await startServer(
    { ...settings, jitterSeconds: 0, memoryMiB: 256, keyFile: join(data, 'key'), ...more },
    createLog('json', () => undefined),
  );
  servers.push(server);
  return { server, data };
}

interface Told {
  readonly got: Readonly<Record<string, unknown>>;
  readonly uid: number;
  readonly groups: readonly number[];
  readonly env: string;
}

const NOBODY = 65534;
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;
/** Below a folder that only its owner may pass through, nobody else runs what is in this checkout. */
const canReach = () =>
  spawnSync(process.execPath, ['-e', `fs.accessSync(${JSON.stringify(__filename)})`], {
    uid: NOBODY,
    gid: NOBODY,
    cwd: '/',
  }).status === 0;
const reached = process.getuid?.() === 0 && canReach() ? it : it.skip;
describe('a run in a process of its own', () => {
  beforeAll(compile);

  async function told(server: FunctionServer, id: string): Promise<Told> {
    const task = await server.host.wait(server.host.call(id, { origin: 'manual' }).id, 60);
    if (task.status !== 'success') throw new Error(JSON.stringify(task));
    return dataOf(task.result) as Told;
  }

  it('finds the account that its script names, and no other; a draft its own', async () => {
    const { server } = await serve({ 'a.js': curious('a', [], "fromAccount('my-team')") });
    for (const name of ['default', 'my-team', 'other']) server.accounts.put(account(name));
    expect(server.host.functions().map(({ accounts }) => accounts)).toEqual([['my-team']]);
    const { env } = await told(server, 'a.run');
    expect(env).toContain('secret-of-my-team');
    for (const other of ['secret-of-default', 'secret-of-other']) expect(env).not.toContain(other);
    await server.host.saveDraft('a', curious('a', [], "fromAccount('other')"));
    const draft = await server.host.wait(server.host.callDraft('a').id, 60);
    const seen = (dataOf(draft.result) as Told).env;
    expect([seen.includes('secret-of-other'), seen.includes('secret-of-my-team')]).toEqual([true, false]);
  });

  asRoot('as another user', () => {
    reached('reads no file of the host, none of its memory, and no other account', async () => {
      const data = newFolder();
      const names = ['host.db', 'key', 'token', 'workspace/workspace.db'];
      const files = [
        ...names.map((name) => join(data, name)),
        '/proc/HOST/environ',
        '/proc/HOST/mem',
        '/proc/HOST/maps',
      ];
      const { server } = await serve(
        { 'a.js': curious('a', files, "fromAccount('my-team')") },
        { runAs: '65534:65534' },
        data,
      );
      for (const name of ['my-team', 'other']) server.accounts.put(account(name));
      const { got, uid, groups, env } = await told(server, 'a.run');
      expect([uid, groups.filter((one) => one !== 65534)]).toEqual([65534, []]);
      for (const [name, outcome] of Object.entries(got)) expect([name, outcome]).toEqual([name, 'EACCES']);
      expect(Object.keys(got)).toHaveLength(files.length + 1);
      expect([env.includes('secret-of-my-team'), env.includes('secret-of-other')]).toEqual([true, false]);
      // All of it is there, for whom it is.
      for (const name of names) expect(readFileSync(join(data, name)).length).toBeGreaterThan(0);
    });

    it.each([
      ['nobody-of-that-name', 'there is no user nobody-of-that-name on this machine'],
      ['root', 'root is root'],
      ['0:0', '0:0 is root'],
      ['two words', '"two words" is neither a user nor <uid>:<gid>'],
    ])('is refused for %s before anything is served', async (runAs, problem) => {
      await expect(serve({}, { runAs })).rejects.toMatchObject({
        ...{ code: 'config', field: 'runAs', message: expect.stringContaining(problem) },
      });
    });

    reached('is refused where that user has no way to what runs need', async () => {
      const data = join(newFolder(), 'data');
      chmodSync(dirname(data), 0o700);
      await expect(serve({}, { runAs: '65534:65534' }, data)).rejects.toThrow(
        `runAs: user 65534:65534 cannot use ${join(data, 'versions')}`,
      );
    });
  });
});
