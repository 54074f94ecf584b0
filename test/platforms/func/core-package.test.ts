/** Where Guance's core package is installed, inspections are registered, parameterised and told of by it alone. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../../emulator';
import { startWorkspace, type Workspace } from '../../../workspace';
import { buildSet, KEYS, newDir, removeDirs, runFunc, type Done, type Task } from './platform';

jest.setTimeout(120_000);

const REGION = 'cn-hangzhou';
const SCENARIO = {
  seed: 7,
  regions: [REGION],
  instances: 8,
  plant: { 'ecs-expiring-critical': 1, 'ecs-auto-release': 1 },
  changes: [{ epoch: 1, do: 'recover' as const, condition: 'ecs-auto-release' }],
};
const FUNC = 'aliyun_inspection__ecs.run';
/** The package, as the market installs it. */
const CORE = Object.fromEntries(
  ['guance_monitor__register', 'guance_monitor__event_reporter'].map((id) => [
    id,
    readFileSync(join(__dirname, 'core', `${id}.py`), 'utf8'),
  ]),
);

let folder: string;
let cloud: Emulator;
let workspace: Workspace;
let store: string;
beforeAll(() => {
  ({ folder } = buildSet());
});
afterAll(removeDirs);
beforeEach(async () => {
  cloud = await startEmulator({ scenario: SCENARIO });
  workspace = await startWorkspace({ port: 0, dataDir: newDir(), rateLimits: false, language: 'en' });
  store = join(newDir(), 'db.json');
});
afterEach(async () => {
  await cloud.close();
  await workspace.close();
});

function run(more: Partial<Task> = {}): Promise<Done> {
  const env = {
    ...KEYS,
    ALIYUN_ENDPOINT: cloud.endpoint,
    GUANCE_API_KEY_ID: workspace.apiKeyId,
    GUANCE_API_KEY: workspace.apiKey,
    GUANCE_NODE: 'private',
    GUANCE_OPENAPI_URL: workspace.openapi,
    GUANCE_OPENWAY_URL: workspace.openway,
    ...more.env,
  };
  const worker = { GUANCE_STANDS_AT: workspace.openapi };
  return runFunc({ folder, store, kwargs: {}, scripts: CORE, worker, ...more, env });
}

async function ask(path: string, body: object): Promise<unknown> {
  const headers = { 'DF-API-KEY': workspace.apiKeyId, 'Content-Type': 'application/json' };
  const answer = await fetch(`${workspace.openapi}/api/v1${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  return answer.json();
}

interface Checker {
  readonly refKey: string;
  readonly uuid: string;
  readonly jsonScript: { readonly title: string; readonly refFuncInfo: Readonly<Record<string, unknown>> };
}

async function inspections(): Promise<readonly Checker[]> {
  const answer = await fetch(`${workspace.openapi}/api/v1/self_built_checker/list`, {
    headers: { 'DF-API-KEY': workspace.apiKeyId },
  });
  return ((await answer.json()) as { content: { data: Checker[] } }).content.data;
}

async function events() {
  return (await workspace.store.listEvents({}, { limit: 500 })).events;
}

it('is registered once, with its documentation, and each of its events is told once', async () => {
  const done = await run();
  expect(done.error).toBeUndefined();
  expect(done.result).toMatchObject({ inspection: 'ecs', complete: true });
  expect(done.logs[0]).toBe(`guance_monitor__register: ["${workspace.apiKeyId}", "${workspace.apiKey}", "private"]`);
  const [checker, ...more] = await inspections();
  expect(more).toEqual([]);
  expect(checker?.refKey).toHaveLength(8);
  expect(checker?.jsonScript.title).toBe(done.funcs[FUNC]?.title);
  expect(checker?.jsonScript.refFuncInfo).toMatchObject({
    funcId: FUNC,
    description: done.funcs[FUNC]?.description,
    definition: done.funcs[FUNC]?.definition,
  });
  const told = await events();
  expect(told.length).toBeGreaterThanOrEqual(2);
  expect(told).toHaveLength(done.result.events.anomaly as number);
  expect(new Set(told.map(({ title }) => title)).size).toBe(told.length);
  expect(told.every(({ checkerId }) => checkerId === checker?.uuid)).toBe(true);
  cloud.advance();
  const second = await run();
  expect(second.result.events).toMatchObject({ anomaly: 0, recovery: 1 });
  const since = (await events()).filter(({ eventId }) => !told.some((one) => one.eventId === eventId));
  expect(since.map(({ status }) => status)).toEqual(['ok']);
});

it('counts what the package asks at each start among the requests of the key', async () => {
  await run();
  const { cache } = JSON.parse(readFileSync(store, 'utf8')) as { cache: Record<string, { until: number }> };
  const name = createHash('sha256').update(workspace.apiKeyId).digest('hex').slice(0, 16);
  const places = Object.keys(cache).filter((key) => key.startsWith(`aliyun_inspection:room:${name}:`));
  // It finds, creates and reads the inspection; the run itself asks for the workspace, in the same window.
  expect(places).toHaveLength(4);
});

it('takes the parameters that are set in Guance, typed, and tells of one that is wrong', async () => {
  const usual = await run();
  const [checker] = await inspections();
  const set = (callKwargs: object) => ask('/self_built_checker/modify', { refKey: checker?.refKey, callKwargs });
  await set({ params: 'ecs-cpu-high.warning = 1\necs-cpu-high.critical = 99', regions: REGION });
  // What the schedule says does not count.
  const strict = await run({ store: join(newDir(), 'db.json'), kwargs: { regions: 'cn-beijing', params: 'nonsense' } });
  expect(strict.error).toBeUndefined();
  expect(strict.result.complete).toBe(true);
  expect(strict.result.events.anomaly).toBeGreaterThan(usual.result.events.anomaly as number);
  await set({ params: 'ecs-expiring.days = soon' });
  const wrong = await run();
  expect(wrong.error).toBeUndefined();
  const problem = /configs\.params\.ecs-expiring\.days: "soon" is not a whole number/;
  expect(wrong.logs.filter((line) => problem.test(line))).toEqual([
    expect.stringMatching(/^note: parameters set in Guance are not valid, the script's own are used: /),
  ]);
  const told = (await events()).filter(({ title }) => title.startsWith('A parameter set in Guance is not valid'));
  expect(told.map(({ status }) => status)).toEqual(['warning']);
});

it('asks nothing of the cloud while it is disabled in Guance', async () => {
  await run();
  const [checker] = await inspections();
  await ask('/self_built_checker/disable', { refKey: checker?.refKey });
  await cloud.close();
  const done = await run();
  expect([done.error, done.result]).toEqual([undefined, null]);
});

it('keeps what the package did not take for the next run', async () => {
  const away = CORE.guance_monitor__event_reporter?.replace(
    'workspace = ',
    "raise RuntimeError('nobody answers')\n        workspace = ",
  );
  const first = await run({ scripts: { ...CORE, guance_monitor__event_reporter: away ?? '' } });
  expect(first.result.deliveries).toEqual([
    expect.objectContaining({ accepted: 0, waiting: first.result.events.anomaly as number }),
  ]);
  expect(first.logs.join('\n')).toContain('the function platform refuses: RuntimeError: nobody answers');
  await run();
  expect(await events()).toHaveLength(first.result.events.anomaly as number);
});

it.each([
  ['it is switched off', { GUANCE_CORE_PACKAGE: 'off' }, CORE],
  ['there is no secret of the key', { GUANCE_API_KEY: '' }, CORE],
  ['it is not installed', {}, {}],
])('registers itself where %s', async (_, env, scripts) => {
  const done = await run({ env, scripts });
  expect(done.error).toBeUndefined();
  const [checker, ...more] = await inspections();
  expect(more).toEqual([]);
  expect(checker?.refKey).toMatch(/^[0-9a-f]{32}$/);
  expect(await events()).toHaveLength(done.result.events.anomaly as number);
});
