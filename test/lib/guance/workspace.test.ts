import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWorkspace, type Workspace } from '../../../workspace';
import { createGuance, guanceFromEnv, functionMetadata, refKeyOf, register, requestLimits } from '../../../lib/guance';
import { isRecord } from '../../../lib/guance/client';
import { createGateway, pointWriter, objectPoint } from '../../../lib/guance';
import { event } from './fake';

/** The client and the local workspace were written from the same documentation by different hands: here they meet. */
let directory: string;
let workspace: Workspace;
const text = { zh: '巡检', en: 'Inspection' };
const refKey = refKeyOf('aliyun__ecs.run', 'host secret');
const spec = {
  refKey,
  funcId: 'aliyun__ecs.run',
  title: 'ECS',
  ...functionMetadata({ name: 'run', params: [{ name: 'configs', default: null }], title: text, doc: text }),
};

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'workspace-'));
  workspace = await startWorkspace({ port: 0, dataDir: directory });
});
afterEach(async () => {
  await workspace.close();
  rmSync(directory, { recursive: true, force: true });
});

function guance(reporters: string) {
  const env = {
    GUANCE_API_KEY_ID: workspace.apiKeyId,
    GUANCE_OPENAPI_URL: workspace.openapi,
    GUANCE_OPENWAY_URL: workspace.openway,
    GUANCE_REPORTER: reporters,
  };
  const made = createGuance(guanceFromEnv(env), {
    until: '2026-01-02T00:00:00Z',
    language: 'en',
    limits: requestLimits(),
    identify: () => ({ refKey }),
  });
  if (!made.client) throw new Error('no client');
  return { client: made.client, reporter: made.reporters[0] };
}

it('registers, is disabled, deleted and registered again', async () => {
  const { client } = guance('guance');
  const first = await register(client, spec);
  expect(first).toMatchObject({ status: 'enabled', created: true, callKwargs: {} });
  expect(await register(client, spec)).toMatchObject({ uuid: first.uuid, created: false });
  await client.post('/api/v1/self_built_checker/disable', { refKey });
  expect(await register(client, spec)).toMatchObject({ uuid: first.uuid, status: 'disabled' });
  await client.post('/api/v1/self_built_checker/delete', { refKey });
  const again = await register(client, spec);
  expect(again).toMatchObject({ status: 'enabled', created: true });
  expect(again.uuid).not.toBe(first.uuid);
});

it('is registered once by two hosts at once, and without alert policies that do not exist', async () => {
  const hosts = [guance('guance').client, guance('guance').client];
  const both = await Promise.all(hosts.map((client) => register(client, spec)));
  expect(new Set(both.map(({ uuid }) => uuid)).size).toBe(1);
  const { notes } = await register(hosts[0] as (typeof hosts)[0], { ...spec, alertPolicyUUIDs: ['altpl_none'] });
  expect(notes).toEqual([expect.stringContaining('altpl_none')]);
});

it.each(['guance', 'guance-keyevent'])(
  '%s: an anomaly sent twice is one event, and its recovery closes the fault',
  async (name) => {
    const { client, reporter } = guance(name);
    await register(client, spec);
    const now = Date.now();
    const at = (ms: number) => new Date(now + ms).toISOString();
    const anomaly = event(1, { time: at(-60_000), faultStartTime: at(-60_000), faultDuration: 0 });
    const recovery = event(2, {
      ...anomaly,
      id: event(2).id,
      kind: 'recovery',
      status: 'ok',
      time: at(-1_000),
      faultDuration: 59,
    });
    expect(await reporter?.deliver?.([anomaly])).toEqual({ accepted: [anomaly.id], rejected: [] });
    expect(await reporter?.deliver?.([anomaly])).toEqual({ accepted: [anomaly.id], rejected: [] });
    const abnormal = () =>
      client.post('/api/v1/events/abnormal/list', { timeRange: [now - 3_600_000, now + 3_600_000], limit: 100 });
    const list = await abnormal();
    expect(list).toMatchObject({
      total_count: 1,
      data: [{ df_event_id: anomaly.id, df_status: 'error', df_monitor_type: 'bot_obs' }],
    });
    expect(await reporter?.deliver?.([recovery])).toEqual({ accepted: [recovery.id], rejected: [] });
    const found = await client.get(`/api/v1/events/${recovery.id}/get`);
    expect(isRecord(found) && found).toMatchObject({
      df_status: 'ok',
      df_fault_id: anomaly.id,
      df_monitor_ref_key: refKey,
    });
  },
);

it('takes objects', async () => {
  const { token } = await guance('guance').client.workspace();
  const writer = pointWriter(createGateway({ url: workspace.openway, token }));
  const asset = {
    id: 'i-1',
    name: 'web-1',
    account: { id: '1', name: 'production' },
    region: 'cn-hangzhou',
    product: 'ecs',
    collector: 'ecs-instances',
    instanceId: 'i-1',
  };
  await writer.add('custom_object', [objectPoint(asset, new Date())]);
  await writer.flush();
  expect(writer.written).toBe(1);
});
