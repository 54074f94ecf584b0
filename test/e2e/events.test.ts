import { closeLabs } from '../workspace/client';
import { leave, newGate, newStage, REGION, type Stage } from './stage';

afterEach(async () => {
  await closeLabs();
  await leave();
});

const eventsOf = async (stage: Stage) =>
  [...(await stage.lab.workspace.store.listEvents({}, { limit: 1000 })).events].sort(
    (a, b) => parseInt(a.docId.slice(2), 36) - parseInt(b.docId.slice(2), 36),
  );

/** Statuses of one checker's events, and how many fault ids they have. */
async function round(stage: Stage, checker: string) {
  const events = (await eventsOf(stage)).filter((event) => event.checker === checker);
  return {
    statuses: events.map((event) => event.status),
    faults: new Set(events.map((event) => event.faultId)).size,
    open: (await stage.lab.workspace.store.listEvents({ checkers: [checker], openOnly: true })).total,
  };
}

test.each(['guance', 'guance-keyevent', 'dataway'])(
  '%s: anomaly, update and recovery are one fault in the workspace',
  async (reporter) => {
    const stage = await newStage();
    stage.env.GUANCE_REPORTER = reporter;
    stage.env.GUANCE_DATAWAY_URL = `${stage.lab.workspace.openway}?token=${stage.lab.workspace.token}`;
    await stage.run();
    await stage.run();
    stage.cloud.advance();
    const last = await stage.run();
    expect(last.notes).toEqual([]);
    expect(await round(stage, 'ecs-auto-release')).toEqual({
      statuses: ['warning', 'warning', 'ok'],
      faults: 1,
      open: 0,
    });
    expect(await round(stage, 'ecs-expiring')).toMatchObject({ faults: 1, open: 1 });
    expect((await round(stage, 'ecs-expiring')).statuses).toHaveLength(3);
    expect(await round(stage, 'ecs-locked')).toMatchObject({ faults: 1, open: 1 });
    const events = await eventsOf(stage);
    expect(new Set(events.map((event) => event.eventId)).size).toBe(events.length);
    const [first] = events.filter((event) => event.checker === 'ecs-auto-release');
    expect(first).toMatchObject({ product: 'ecs', region: REGION, faultId: first?.eventId });
    expect(first?.body).toMatchObject({ df_monitor_type: 'bot_obs' });
  },
);

test.each([
  ['zh', /自动释放/],
  ['en', /release/i],
] as const)('a workspace in %s is told in its language', async (language, words) => {
  const stage = await newStage({ language });
  stage.env.GUANCE_REPORTER = 'guance,guance-keyevent';
  await stage.run();
  const [event] = (await eventsOf(stage)).filter((one) => one.checker === 'ecs-auto-release');
  expect(event?.title).toMatch(words);
  expect(event?.title).not.toContain('\n');
  expect(String(event?.body.df_message)).toMatch(language === 'zh' ? /[一-鿿]{4}/ : /^[^一-鿿]*$/);
});

test('OpenWay is down for three runs: everything arrives with the fourth, once and in order', async () => {
  const stage = await newStage();
  const gate = await newGate(stage.lab.workspace.openway);
  stage.env.GUANCE_OPENWAY_URL = gate.url;
  stage.env.GUANCE_REPORTER = 'guance-keyevent';
  gate.down = true;
  const expected: string[] = [];
  const listen = {
    name: 'listen',
    events: (batch: readonly { id: string }[]) => void expected.push(...batch.map((e) => e.id)),
  };
  for (const more of [3, 6, 10]) {
    if (more === 10) stage.cloud.advance();
    const { notes } = await stage.run({ reporters: [listen] });
    expect(notes.join('\n')).toMatch(new RegExp(`^${more} events wait for guance-keyevent: .*the next run sends them`));
  }
  expect(await stage.told()).toEqual([]);
  gate.down = false;
  expect((await stage.run({ reporters: [listen] })).notes).toEqual([]);
  expect((await eventsOf(stage)).map((event) => event.eventId)).toEqual(expected);
  expect(await round(stage, 'ecs-auto-release')).toEqual({
    statuses: ['warning', 'warning', 'ok'],
    faults: 1,
    open: 0,
  });
}, 30_000);

test('one reporter that is down does not stop the other', async () => {
  const stage = await newStage();
  const gate = await newGate(stage.lab.workspace.openway);
  stage.env.GUANCE_REPORTER = 'webhook,guance';
  stage.env.GUANCE_WEBHOOK_URL = `${gate.url}/hook`;
  gate.down = true;
  const { notes } = await stage.run();
  expect(await stage.told()).toHaveLength(3);
  expect(notes.join('\n')).toMatch(/3 events wait for webhook/);
}, 15_000);

test('200 with an error inside is no success: the events stay and come later', async () => {
  const stage = await newStage();
  await stage.run();
  const gate = await newGate(stage.lab.workspace.openapi);
  const real = stage.env.GUANCE_OPENAPI_URL ?? '';
  stage.env.GUANCE_OPENAPI_URL = gate.url;
  for (const body of [
    { code: 200, errorCode: '', success: true, content: { error: 599.3, ok: false, reason: 'the function crashed' } },
    { code: 500, errorCode: 'InternalError', success: false, content: null, message: 'unknown error' },
  ]) {
    gate.answer = { status: 200, body: JSON.stringify(body) };
    const { notes, complete } = await stage.run({ spec: { timeoutSeconds: 3 } });
    expect(complete).toBe(true);
    expect(notes.join('\n')).toMatch(/events wait for guance/);
  }
  gate.answer = { status: 200, body: '<html>a captive portal</html>' };
  expect((await stage.run({ spec: { timeoutSeconds: 3 } })).notes.join('\n')).toMatch(/not Guance's JSON/);
  stage.env.GUANCE_OPENAPI_URL = real;
  expect((await stage.run()).notes).toEqual([]);
  expect(await round(stage, 'ecs-auto-release')).toEqual({ statuses: Array(5).fill('warning'), faults: 1, open: 1 });
  expect(await round(stage, 'inspection-registration')).toMatchObject({ open: 0, faults: 1 });
}, 60_000);

test.each([-400, 400])('the clock of the workspace is %d days off: rounds are the same', async (days) => {
  const stage = await newStage({ now: () => new Date(Date.now() + days * 86_400_000) });
  await stage.run();
  stage.cloud.advance();
  await stage.run();
  expect(await round(stage, 'ecs-auto-release')).toEqual({ statuses: ['warning', 'ok'], faults: 1, open: 0 });
  expect(await round(stage, 'ecs-expiring')).toMatchObject({ faults: 1, open: 1 });
});

test('objects and metrics are written without another call to Alibaba Cloud', async () => {
  const plain = await newStage();
  await plain.run();
  const stage = await newStage();
  const spec = { report: { objects: true, metrics: true, extraTags: { team: 'ops' } } };
  const { assets, notes } = await stage.run({ spec });
  expect(notes).toEqual([]);
  expect(stage.cloud.stats().calls).toBe(plain.cloud.stats().calls);
  const { store } = stage.lab.workspace;
  expect(plain.lab.workspace.store.telemetry.objects().total).toBe(0);
  const { objects, total } = store.telemetry.objects({ class: 'aliyun_ecs' });
  expect(total).toBe(assets);
  for (const object of objects) {
    expect(object.tags).toMatchObject({
      cloud_provider: 'aliyun',
      account_name: 'production',
      RegionId: REGION,
      team: 'ops',
    });
    expect(object.name).not.toBe('');
    expect(JSON.parse(String(object.fields.message))).toMatchObject({ instanceId: object.tags.InstanceId });
  }
  const points = store.telemetry.metrics({ measurement: 'aliyun_acs_ecs_dashboard' });
  expect(points.length).toBeGreaterThan(0);
  for (const { fields } of points) expect(Object.keys(fields)).toEqual(['CPUUtilization_Average']);
});

test('objects without a key or a token to write them are said, not forgotten', async () => {
  const stage = await newStage();
  const { ALIYUN_ENDPOINT = '' } = stage.env;
  const { notes } = await stage.run({ env: { ALIYUN_ENDPOINT }, spec: { report: { objects: true } } });
  expect(notes.join('\n')).toMatch(/objects and metrics are not written/);
  const { workspace } = stage.lab;
  const token = { ALIYUN_ENDPOINT, GUANCE_OPENWAY_URL: `${workspace.openway}?token=${workspace.token}` };
  await stage.run({ env: token, spec: { report: { objects: true } } });
  expect(workspace.store.telemetry.objects().total).toBeGreaterThan(0);
});
