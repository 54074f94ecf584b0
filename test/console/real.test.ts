import type { AssetsView, CoverageView, EventDetailView, EventPage, InspectionDetail } from '../../console/api/api';
import { startEmulator } from '../../emulator';
import type { Emulator } from '../../emulator';
import { EMULATOR_KEY } from '../../emulator';
import { fromKeys } from '../../lib/credentials';
import { defineInspection } from '../../lib/inspection';
import { memoryState } from '../../lib/state';
import * as ecs from '../../scripts/ecs';
import { PASSWORD, openStage } from './stage';
import type { Stage } from './stage';

jest.setTimeout(180_000);

let stage: Stage;
let emulator: Emulator;
let cookie = '';
let csrf = '';

async function get<T>(path: string): Promise<T> {
  return (await (await fetch(`${stage.url}/console/api${path}`, { headers: { cookie } })).json()) as T;
}

const inspection = defineInspection({
  id: 'ecs',
  title: { zh: 'ECS 巡检', en: 'ECS inspection' },
  schedule: '*/30 * * * *',
  timeoutSeconds: 120,
  accounts: [{ name: 'production', credentials: fromKeys(EMULATOR_KEY), regions: ['cn-hangzhou', 'cn-shanghai'] }],
  checkers: [ecs.cpuHigh, ecs.diskUnattached, ecs.statusAbnormal, ecs.autoRenewOff, ecs.systemEvent],
  report: { objects: true, metrics: true },
});
const state = memoryState();

/** A run as a host does it: what it reports goes to the workspace, its summary to the host. */
async function run(): Promise<string[]> {
  const { workspace, host } = stage;
  const summary = await inspection.run(undefined, {
    env: {
      ALIYUN_ENDPOINT: emulator.endpoint,
      GUANCE_API_KEY_ID: workspace.apiKeyId,
      GUANCE_API_KEY: workspace.apiKey,
      GUANCE_OPENAPI_URL: workspace.openapi,
      GUANCE_OPENWAY_URL: workspace.openway,
      GUANCE_REPORTER: 'guance',
    },
    state,
    reporters: [],
  });
  host.finished('ecs.run', 0, { result: summary });
  return [...summary.notes];
}

beforeAll(async () => {
  emulator = await startEmulator({ port: 0, seed: 1 });
  stage = await openStage();
  // The inspection registers itself.
  stage.workspace.records.remove('checker', stage.inspection.uuid);
  const response = await fetch(`${stage.url}/console/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ password: PASSWORD }),
  });
  cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  csrf = ((await response.json()) as { csrf: string }).csrf;
  await run();
});
afterAll(async () => {
  await stage.close();
  await emulator.close();
});

test('a run that registered itself is known by its function', async () => {
  const detail = await get<InspectionDetail>('/inspections/ecs.run');
  expect(detail.uuid).toMatch(/^rul_/);
  expect(detail.openTotal).toBeGreaterThan(0);
  expect(detail.coverage).toMatchObject({ failed: 0 });
});

test('its events have value, threshold, chart and attributes', async () => {
  const { events } = await get<EventPage>('/events?range=1h&is.checker=ecs-cpu-high&kind=fault');
  expect(events.length).toBeGreaterThan(0);
  const detail = await get<EventDetailView>(`/events/${events[0]?.id ?? ''}`);
  expect(detail.value).toBeGreaterThan(detail.threshold ?? Infinity);
  expect(detail.unit).toBe('%');
  expect(detail.charts).toMatchObject([{ unit: '%', values: [expect.any(Number)] }]);
  expect(detail.dimensions).toMatchObject({ checker: 'ecs-cpu-high', region: events[0]?.region });
  expect(detail.inspection?.id).toBe('ecs.run');
  expect(detail.event.accountName).toBe('production');
});

test('its assets are there, inspected, with their findings', async () => {
  const view = await get<AssetsView>('/assets?class=aliyun_ecs');
  const instances = view.classes.find((one) => one.class === 'aliyun_ecs');
  expect(instances).toMatchObject({ product: 'ecs', title: { en: 'Instances' } });
  expect(view.assets.filter(({ missed }) => missed)).toEqual([]);
  expect(view.assets.some(({ open }) => Object.keys(open).length > 0)).toBe(true);
  const { cells } = await get<CoverageView>('/coverage');
  const listed = cells.reduce((sum, { assets }) => sum + assets, 0);
  expect(listed).toBe(view.classes.reduce((sum, { count }) => sum + count, 0));
});

test('parameters that are set in the console count in the next run', async () => {
  const save = await fetch(`${stage.url}/console/api/inspections/ecs.run/configs`, {
    method: 'PUT',
    headers: { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json' },
    body: JSON.stringify({ configs: { regions: ['cn-shanghai'] } }),
  });
  expect(save.status).toBe(200);
  await run();
  const { cells } = await get<CoverageView>('/coverage');
  expect([...new Set(cells.map(({ region }) => region))]).toEqual(['cn-shanghai']);
  // What was not asked for is not told to be inspected.
  const { assets } = await get<AssetsView>('/assets?class=aliyun_ecs');
  const elsewhere = assets.filter(({ region }) => region === 'cn-hangzhou');
  expect(elsewhere.length).toBeGreaterThan(0);
  expect(new Set(elsewhere.map(({ missed }) => missed?.kind))).toEqual(new Set(['left-out']));
});

test('disabled in the console, the next run inspects nothing', async () => {
  await fetch(`${stage.url}/console/api/inspections/ecs.run/disable`, {
    method: 'POST',
    headers: { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json' },
    body: '{}',
  });
  const before = await get<CoverageView>('/coverage');
  expect((await run()).join(' ')).toMatch(/disabled/);
  // What is known about coverage is still that of the run before.
  expect(await get<CoverageView>('/coverage')).toEqual(before);
});
