/** The code package of Function Compute, built and called as the platform calls it, with a real Redis for its state. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMULATOR_KEY, startEmulator, type Emulator } from '../../../emulator';
import { serverlessYaml, THEMES } from '../../../platforms/fc/package';
import { redisStore } from '../../../platforms/fc/redis';
import type { Feedback } from '../../../lib/inspection/feedback';
import { keyedState } from '../../../lib/state';
import { ramPolicyOf } from '../../../lib/catalogue';
import { inspection as ecs } from '../../../templates/ecs';
import { startWorkspace } from '../../../workspace';
import { REDIS_SERVER, startRedis, type RedisServer } from '../../harness/redis';
import { openHook } from '../../workspace/client';
import { CONTEXT, invokeIn, type Invoked } from './runtime';

// It has no types of its own.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { load } = require('js-yaml') as { load: (text: string) => unknown };

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..', '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'fc-'));
const SCENARIO = {
  seed: 7,
  regions: ['cn-hangzhou'],
  instances: 8,
  plant: { 'ecs-expiring-critical': 1, 'ecs-auto-release': 1 },
  changes: [{ epoch: 1, do: 'recover' as const, condition: 'ecs-auto-release' }],
};

interface Resource {
  readonly component: string;
  readonly props: Readonly<Record<string, unknown>> & {
    readonly triggers: readonly { readonly triggerType: string; readonly triggerConfig: Record<string, unknown> }[];
  };
}

beforeAll(() => {
  const out = ['build.mjs', 'fc', '--out', folder];
  const said = execFileSync(process.execPath, out, { cwd: ROOT, stdio: 'pipe' }).toString();
  // What nobody inspects is no secret.
  expect(said).toMatch(/not checked by them, but by the inspection "all": .*\bnas-expiring\b/);
  execFileSync('python3', ['-m', 'zipfile', '-e', join(folder, 'code.zip'), join(folder, 'code')]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('takes the licences of what is bundled along', () => {
  const text = readFileSync(join(folder, 'code', 'THIRD_PARTY_LICENSES'), 'utf8');
  expect(text).toMatch(/^axios \S+ \(MIT\)\n-+\n\n.*Copyright/ms);
  expect(text).toMatch(/^@alicloud\/pop-core \S+ \(MIT\)$/m);
});

const invoke = (...args: Invoked) => invokeIn(folder, ...args);

const TIMER = { triggerTime: '2026-01-01T00:30:00Z', triggerName: 'timer', payload: '{"regions":["cn-hangzhou"]}' };
const http = (method: string, body = '', isBase64Encoded = false) => ({
  version: 'v1',
  rawPath: '/',
  body,
  isBase64Encoded,
  headers: { 'Content-Type': 'application/json' },
  queryParameters: {},
  requestContext: { accountId: '1', http: { method, path: '/', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' } },
});

it('describes a deployment: a function per theme, with a timer that alone starts it, and no secret', () => {
  const yaml = readFileSync(join(folder, 's.yaml'), 'utf8');
  const { edition, resources } = load(yaml) as { edition: string; resources: Record<string, Resource> };
  expect(edition).toBe('3.0.0');
  const { failed, ...themes } = resources;
  expect(Object.keys(themes)).toEqual([...THEMES]);
  for (const [name, { component, props }] of Object.entries(themes)) {
    expect(component).toBe('fc3');
    expect(props).toMatchObject({ runtime: 'nodejs20', handler: `index.${name}`, code: './code.zip' });
    expect(props.functionName).toMatch(/^[a-zA-Z_][\w-]{0,63}$/);
    expect(props.instanceLifecycleConfig).toEqual({ initializer: { handler: 'index.initializer', timeout: 30 } });
    expect(props.asyncInvokeConfig).toEqual({
      maxAsyncRetryAttempts: 0,
      destinationConfig: {
        onFailure: { destination: `acs:fc:\${vars.region}::functions/${failed?.props.functionName as string}` },
      },
    });
    expect(props.logConfig).toBe('auto');
    const [timer, ...more] = props.triggers;
    expect(more).toEqual([]);
    expect(timer?.triggerConfig.cronExpression).toMatch(/^CRON_TZ=Asia\/Shanghai 0( \S+){5}$/);
    for (const value of Object.values(props.environmentVariables as Record<string, string>)) {
      expect(value).toMatch(/^\$\{env\('[A-Z_]+', ''\)\}$/);
    }
  }
  expect(resources.ecs?.props.timeout).toBeGreaterThan(ecs.timeoutSeconds);
  const policy = JSON.parse(readFileSync(join(folder, 'ram-policy.json'), 'utf8')) as {
    Statement: [{ Action: string[] }];
  };
  const own = JSON.parse(ramPolicyOf(ecs.checkers)) as typeof policy;
  expect(policy.Statement[0].Action).toEqual(expect.arrayContaining(own.Statement[0].Action));
  expect(policy.Statement.slice(1)).toEqual([
    {
      Effect: 'Allow',
      Action: ['fc:InvokeFunction'],
      Resource: `acs:fc:*:*:functions/${failed?.props.functionName as string}*`,
    },
  ]);
  expect(failed?.props).toMatchObject({ handler: 'index.failed', asyncInvokeConfig: { maxAsyncRetryAttempts: 2 } });
  expect(failed?.props.triggers).toBeUndefined();
  expect(failed?.props.instanceLifecycleConfig).toBeUndefined();
});

it('starts no two themes in the same minute, but for the one that runs all the time', () => {
  const { resources } = load(readFileSync(join(folder, 's.yaml'), 'utf8')) as { resources: Record<string, Resource> };
  const minutes = Object.entries(resources).flatMap(([name, { props }]) => {
    const cron = props.triggers?.[0]?.triggerConfig.cronExpression as string | undefined;
    return name === 'spot' || cron === undefined ? [] : (cron.split(' ')[2] ?? '').split(',');
  });
  expect(new Set(minutes).size).toBe(minutes.length);
  expect(minutes.length).toBeGreaterThan(THEMES.length);
});

it('writes logs where it is said, deploys what is named, and refuses what there is not', () => {
  const log = { project: 'my-logs', logstore: 'inspections' };
  const { resources } = load(serverlessYaml([ecs], './code.zip', { log })) as { resources: Record<string, Resource> };
  expect(Object.keys(resources)).toEqual(['ecs', 'failed']);
  for (const { props } of Object.values(resources)) {
    expect(props.logConfig).toEqual({
      ...log,
      enableRequestMetrics: true,
      enableInstanceMetrics: true,
      logBeginRule: 'None',
    });
  }
  const refusal = (...args: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, ['build.mjs', 'fc', ...args], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    return [status, stderr.trim()];
  };
  expect(refusal('--inspection', 'ecss', '--out', folder)).toEqual([
    2,
    expect.stringContaining('--inspection: there is no "ecss"; known are ack, all,'),
  ]);
  expect(refusal('--logstore', 'x')).toEqual([2, expect.stringContaining('--logstore needs --log-project')]);
  expect(() => serverlessYaml([{ ...ecs, id: 'failed' }], './code.zip')).toThrow(
    'id: "failed" is the name of a function',
  );
});

/** What Function Compute documents of an invocation that has failed. */
const RECORD = {
  timestamp: 1660120276975,
  requestContext: {
    requestId: '1-64f6cd87-1',
    functionArn: 'acs:fc:cn-hangzhou:1234567890123456:functions/aliyun-inspection-ecs',
    condition: 'FunctionResourceExhausted',
    approximateInvokeCount: 1,
  },
  requestPayload: '',
  responseContext: { statusCode: 200, functionError: 'UnhandledInvocationError' },
  responsePayload: '{"errorMessage":"Process exited unexpectedly before completing request"}',
};

it('tells people when a function fails: robots, a webhook and Guance', async () => {
  const hook = await openHook();
  const robot = await openHook();
  const workspace = await startWorkspace({ port: 0, dataDir: join(folder, 'workspace') });
  const env = {
    DINGTALK_ROBOT_URL: `${robot.url}?access_token=se-cret-word`,
    GUANCE_WEBHOOK_URL: hook.url,
    GUANCE_API_KEY_ID: workspace.apiKeyId,
    GUANCE_OPENAPI_URL: workspace.openapi,
  };
  try {
    const done = await invoke(RECORD, env, 'callback', CONTEXT, 'failed');
    expect([done.error, done.result]).toEqual([undefined, { told: ['dingtalk', 'webhook', 'guance'] }]);
    const title = '函数 aliyun-inspection-ecs 执行失败 / Function aliyun-inspection-ecs has failed';
    const why = 'FunctionResourceExhausted · UnhandledInvocationError · ';
    expect(robot.received.map(({ body }) => body)).toMatchObject([
      { markdown: { title, text: expect.stringContaining(why) as string } },
    ]);
    expect(hook.received.map(({ body }) => body)).toMatchObject([
      { function: 'aliyun-inspection-ecs', title, message: expect.stringContaining('1-64f6cd87-1') as string },
    ]);
    const { events } = await workspace.store.listEvents({});
    expect(events.map((event) => [event.status, event.title])).toEqual([['critical', title]]);
    const half = await invoke(
      RECORD,
      { ...env, GUANCE_WEBHOOK_URL: 'http://127.0.0.1:1/' },
      'promise',
      CONTEXT,
      'failed',
    );
    expect(half.result).toEqual({ told: ['dingtalk', 'guance'] });
    expect(half.said).toMatch(/^webhook: .*ECONNREFUSED/m);
    expect(half.said).not.toContain('se-cret-word');
  } finally {
    await Promise.all([hook.close(), robot.close(), workspace.close()]);
  }
  const nobody = await invoke(RECORD, {}, 'promise', CONTEXT, 'failed');
  expect(nobody.error).toContain('aliyun-inspection-ecs has failed: nobody is told, because there is neither a robot');
  const strange = await invoke({ hello: 1 }, {}, 'promise', CONTEXT, 'failed');
  expect(strange.error).toContain('no record of a failed invocation');
});

it('has a signed HTTP trigger when it is asked for, open to where it is asked for', () => {
  for (const from of ['intranet', 'internet'] as const) {
    const yaml = load(serverlessYaml([ecs], './code.zip', { http: from })) as { resources: Record<string, Resource> };
    expect(yaml.resources.ecs?.props.triggers[1]?.triggerConfig).toEqual({
      authType: 'function',
      disableURLInternet: from === 'intranet',
      methods: ['GET', 'POST'],
    });
  }
  const refused = spawnSync(process.execPath, ['build.mjs', 'fc', '--http', 'public'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect([refused.status, refused.stderr.trim()]).toEqual([2, expect.stringContaining('--http: "public" is neither')]);
});

it('says what is missing when there is no Redis', async () => {
  const without = await invoke(TIMER, {});
  expect(without.error).toMatch(/^ALIYUN_INSPECTION_REDIS_URL is not set: /);
  const strange = await invoke(TIMER, { ALIYUN_INSPECTION_REDIS_URL: 'localhost:6379' });
  expect(strange.error).toMatch(/^ALIYUN_INSPECTION_REDIS_URL: not of the form redis:/);
  const away = await invoke(TIMER, { ALIYUN_INSPECTION_REDIS_URL: 'redis://:se-cret-word@127.0.0.1:1' });
  expect(away.error).toMatch(/^Redis at 127\.0\.0\.1:1 does not answer: .*ECONNREFUSED/);
  expect(away.said).not.toContain('se-cret-word');
});

(REDIS_SERVER ? describe : describe.skip)('with a Redis server', () => {
  let redis: RedisServer;
  let cloud: Emulator;
  let env: Record<string, string>;
  beforeEach(async () => {
    redis = await startRedis();
    cloud = await startEmulator({ scenario: SCENARIO });
    env = { ALIYUN_INSPECTION_REDIS_URL: redis.url, ALIYUN_ENDPOINT: cloud.endpoint };
  });
  afterEach(async () => {
    await cloud.close();
    await redis.stop();
  });

  it('inspects on the timer with the keys of its role, and remembers for the next instance', async () => {
    const first = await invoke(TIMER, env);
    expect(first.error).toBeUndefined();
    expect(first.result).toMatchObject({ complete: true, events: { anomaly: expect.any(Number), recovery: 0 } });
    expect((first.result?.events as { anomaly: number }).anomaly).toBeGreaterThanOrEqual(2);
    cloud.advance();
    const second = await invoke(TIMER, env, 'callback');
    expect(second.error).toBeUndefined();
    expect(second.result).toMatchObject({ complete: true, events: { anomaly: 0, recovery: 1 } });
    expect(second.said).not.toContain(EMULATOR_KEY.accessKeySecret);
  });

  it('answers over HTTP: what it is, a run by hand, and errors with their status', async () => {
    const about = await invoke(http('GET'), env);
    expect(about.result).toMatchObject({ statusCode: 200, isBase64Encoded: false });
    expect(JSON.parse(about.result?.body as string)).toMatchObject({ name: 'run', schedule: ecs.schedule });
    const configs = '{"regions":["cn-hangzhou"]}';
    for (const event of [http('POST', configs), http('POST', Buffer.from(configs).toString('base64'), true)]) {
      const { result } = await invoke(event, env);
      expect(result?.statusCode).toBe(200);
      expect(JSON.parse(result?.body as string)).toMatchObject({ inspection: 'ecs', complete: true });
    }
    const status = async (event: object, context?: object) => {
      const { result } = await invoke(event, env, 'promise', context);
      return [result?.statusCode, (JSON.parse(result?.body as string) as { error: { message: string } }).error.message];
    };
    expect(await status(http('PUT'))).toEqual([405, 'PUT: use GET or POST']);
    expect(await status(http('POST', '{"regions":["cn-hangzho"]}'))).toEqual([
      400,
      expect.stringContaining('cn-hangzho'),
    ]);
    expect(await status(http('POST', '{bad'))).toEqual([400, expect.stringContaining('malformed JSON')]);
    const keyless = { ...CONTEXT, credentials: { accessKeyId: '', accessKeySecret: '', securityToken: '' } };
    expect((await status(http('POST', configs), keyless))[0]).toBe(400);
    const held = keyedState(redisStore(redis.url));
    const lock = await held.lock('ecs');
    expect(await status(http('POST', configs))).toEqual([409, 'inspection ecs is already running']);
    await lock.release();
    await held.close();
  });

  it('ends in time for a function that may run for a short time only', async () => {
    cloud.faults.set([{ kind: 'latency', ms: 20_000 }]);
    const context = { ...CONTEXT, function: { ...CONTEXT.function, timeout: 4 } };
    const began = Date.now();
    const { result, error } = await invoke(TIMER, env, 'promise', context);
    expect(error ?? result).toBeDefined();
    expect(result?.complete ?? false).toBe(false);
    expect(Date.now() - began).toBeLessThan(15_000);
  });

  it('takes it for normal what an event of its own says, until that is taken back', async () => {
    await cloud.close();
    cloud = await startEmulator({
      scenario: { seed: 7, regions: ['cn-hangzhou'], instances: 6, plant: { 'ecs-cpu-jump': 1 } },
    });
    const workspace = await startWorkspace({ dataDir: join(folder, 'normal'), rateLimits: false });
    const given = {
      ...env,
      ALIYUN_ENDPOINT: cloud.endpoint,
      GUANCE_API_KEY_ID: workspace.apiKeyId,
      GUANCE_OPENAPI_URL: workspace.openapi,
      GUANCE_OPENWAY_URL: workspace.openway,
    };
    const ask = (event: object) => invoke(event, given, 'promise', CONTEXT, 'trend');
    const say = async (feedback: object) => (await ask({ feedback })) as { error?: string; result?: Feedback };
    let seen = 0;
    /** Events of the change checker that a run has made, oldest first. */
    const run = async () => {
      const { error, result } = await ask(TIMER);
      expect([error, result?.complete]).toEqual([undefined, true]);
      const { events } = await workspace.store.listEvents({});
      const news = events.slice(0, events.length - seen).reverse();
      seen = events.length;
      return news.filter((event) => event.checker === 'ecs-cpu-change');
    };
    try {
      const [opened, ...others] = await run();
      expect([opened?.status, others]).toEqual(['warning', []]);
      const id = opened?.faultId ?? '';
      expect((await say({ action: 'normal', id })).error).toContain('feedback.by: say who says it');
      const saying = { action: 'normal', id, by: 'li', note: 'release 3.2' };
      expect((await say(saying)).result?.accepted).toMatchObject([{ checker: 'ecs-cpu-change', by: 'li' }]);
      expect((await say({ action: 'list' })).result?.accepted).toMatchObject([{ faultId: id, note: 'release 3.2' }]);

      expect(await run()).toMatchObject([{ status: 'ok', faultId: id, assetId: opened?.assetId }]);
      expect(await run()).toEqual([]);

      expect((await say({ action: 'undo', id })).result?.accepted).toMatchObject([{ faultId: id }]);
      expect((await say({ action: 'undo', id })).error).toContain(`feedback.id: nothing was said of ${id}`);
      expect(await run()).toMatchObject([{ status: 'warning', assetId: opened?.assetId }]);
    } finally {
      await workspace.close();
    }
  });
});
