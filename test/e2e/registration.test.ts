import { readdirSync } from 'node:fs';
import { closeLabs } from '../workspace/client';
import { CHECKERS, leave, newDir, newGate, newStage, type Stage } from './stage';

afterEach(async () => {
  await closeLabs();
  await leave();
});

const BASE = '/api/v1/self_built_checker';

async function only(stage: Stage) {
  const [checker, ...more] = await stage.registered();
  expect(more).toEqual([]);
  return checker;
}

/** What a person types into the form of the workspace. */
async function set(stage: Stage, configs: unknown): Promise<void> {
  const { refKey } = await only(stage);
  await stage.lab.ok('POST', `${BASE}/modify`, { refKey, callKwargs: { configs } });
}

test('the first run registers the inspection, every run refreshes it, and it stays one', async () => {
  const stage = await newStage({ language: 'zh' });
  await stage.run();
  const first = await only(stage);
  expect(first).toMatchObject({
    status: 0,
    alertPolicyInfos: [],
    jsonScript: {
      title: '端到端巡检',
      refFuncInfo: {
        funcId: 'aliyun_inspection__e2e.run',
        definition: 'run(configs=None, regions=None, params=None)',
        args: ['configs', 'regions', 'params'],
        kwargs: { configs: { default: null }, regions: { default: null }, params: { default: null } },
        category: 'general',
      },
    },
  });
  for (const text of ['zh-CN:', 'en:', 'End to end', CHECKERS[0].title.zh, CHECKERS[0].title.en]) {
    expect(first.jsonScript.refFuncInfo.description).toContain(text);
  }
  await stage.run({ spec: { title: { zh: '新名', en: 'New name' }, guance: { category: 'security' } } });
  const second = await only(stage);
  expect(second.uuid).toBe(first.uuid);
  expect(second.jsonScript.title).toBe('新名');
  expect(second.jsonScript.refFuncInfo.category).toBe('security');
});

test('alert policies are sent only when the script sets them; one that does not exist is said', async () => {
  const stage = await newStage();
  const policy = await stage.lab.ok('POST', '/api/v1/alert_policy/add', {
    name: 'P',
    ruleTimezone: 'Asia/Shanghai',
    alertOpt: { silentTimeout: 0, aggInterval: 0, alertTarget: [] },
  });
  await stage.run({ spec: { guance: { alertPolicyUUIDs: [policy.uuid] } } });
  expect((await only(stage)).alertPolicyInfos).toEqual([{ name: 'P', uuid: policy.uuid }]);
  await stage.run();
  expect((await only(stage)).alertPolicyInfos).toEqual([{ name: 'P', uuid: policy.uuid }]);
  const { notes, complete } = await stage.run({ spec: { guance: { alertPolicyUUIDs: ['altpl_none'] } } });
  expect(complete).toBe(true);
  expect(notes.join('\n')).toContain('altpl_none');
});

test('parameters of the workspace override those of the call; the schedule does not count, a person does', async () => {
  const stage = await newStage();
  const all = await stage.run();
  const ids = [...new Set((await stage.lab.workspace.store.listEvents({})).events.map((event) => event.assetId))];
  const [a = '', b = ''] = ids;
  expect(all.assets).toBeGreaterThan(2);

  for (const configs of [`${a}\n${b}`, [a, b], JSON.stringify({ instanceIds: [a, b] }), { instanceIds: [a, b] }]) {
    await set(stage, configs);
    const { assets, notes } = await stage.run({ configs: 'i-of-the-schedule' });
    expect([configs, assets]).toEqual([configs, 2]);
    expect(notes.join('\n')).toContain('the configs of this call do not count');
    expect(notes.join('\n')).not.toContain('i-of-the-schedule');
  }
  for (const configs of ['', null, [], {}, '  ']) {
    await set(stage, configs);
    expect([configs, (await stage.run({ configs: a })).assets]).toEqual([configs, all.assets]);
  }
  await set(stage, b);
  expect(await stage.run({ configs: { instanceIds: [a, b] }, byHand: true })).toMatchObject({ assets: 2 });
});

test.each([
  ['a number', 5, /configs: 5 is not text/],
  ['broken JSON', '{"regions":', /malformed JSON/],
  ['an unknown key', { instances: ['i-1'] }, /configs\.instances/],
  ['a parameter of the wrong type', { params: { 'ecs-expiring': { days: 'soon' } } }, /days/],
  ['a region that does not exist', { regions: ['mars-north'] }, /mars-north/],
])('%s set in the workspace is an event on the inspection itself, and recovers', async (_name, value, problem) => {
  const stage = await newStage();
  const { assets } = await stage.run();
  await set(stage, value);
  const bad = await stage.run();
  expect(bad.assets).toBe(assets);
  expect(bad.notes.join('\n')).toMatch(problem);
  const own = async () =>
    (await stage.lab.workspace.store.listEvents({ checkers: ['inspection-parameters'] })).events.map(
      ({ status, assetId }) => `${status} ${assetId}`,
    );
  expect(await own()).toEqual(['warning e2e']);
  await set(stage, null);
  await stage.run();
  expect(await own()).toEqual(['ok e2e', 'warning e2e']);
});

test('a disabled inspection touches nothing in Alibaba Cloud, not even for keys, and says so', async () => {
  const stage = await newStage();
  await stage.run();
  const { uuid } = await only(stage);
  await stage.lab.ok('POST', `${BASE}/disable`, { ruleUUIDs: [uuid] });
  stage.cloud.resetStats();
  let asked = 0;
  const refuse = () => {
    asked += 1;
    return Promise.reject(new Error('nobody may ask'));
  };
  const credentials = { label: 'forbidden', getCredentials: refuse, refresh: refuse };
  const before = await stage.told();
  const summary = await stage.run({
    spec: { accounts: [{ name: 'production', credentials, regions: 'all' }], report: { objects: true } },
  });
  expect(summary.notes).toContain('inspection e2e is disabled in Guance: nothing was inspected');
  expect([asked, stage.cloud.stats().calls, summary.assets, summary.collections]).toEqual([0, 0, 0, []]);
  expect(await stage.told()).toEqual(before);
  await stage.lab.ok('POST', `${BASE}/enable`, { ruleUUIDs: [uuid] });
  expect((await stage.run()).assets).toBeGreaterThan(0);
});

test.each(['not-found', 'empty'] as const)('a deleted inspection is created again (%s)', async (absentChecker) => {
  const stage = await newStage({ absentChecker });
  await stage.run();
  const { uuid, refKey } = await only(stage);
  await stage.lab.ok('POST', `${BASE}/delete`, { ruleUUID: uuid });
  expect(await stage.registered()).toEqual([]);
  await stage.run();
  const again = await only(stage);
  expect(again.refKey).toBe(refKey);
  expect(again.uuid).not.toBe(uuid);
  const { events } = await stage.lab.workspace.store.listEvents({ openOnly: true });
  expect(events.filter((event) => event.checkerId === again.uuid)).toHaveLength(3);
});

test('two hosts are two inspections unless they share a secret; at once they make one', async () => {
  const stage = await newStage();
  await stage.run();
  await stage.run({ stateDir: newDir() });
  expect(await stage.registered()).toHaveLength(2);

  const shared = await newStage();
  shared.env.GUANCE_HOST_SECRET = 'one secret for both';
  await Promise.all([shared.run(), shared.run({ stateDir: newDir() })]);
  await only(shared);
  // And one host's own secret is made once, however many inspections begin together.
  const fresh = await newStage();
  await Promise.all(['a', 'b', 'c'].map((id) => fresh.run({ spec: { id } })));
  const before = (await fresh.registered()).map((checker) => String(checker.refKey)).sort();
  await Promise.all(['a', 'b', 'c'].map((id) => fresh.run({ spec: { id } })));
  expect((await fresh.registered()).map((checker) => String(checker.refKey)).sort()).toEqual(before);
  // Two hosts on one state: the second one waits for its turn.
  const held = await Promise.allSettled([fresh.run({ spec: { id: 'a' } }), fresh.run({ spec: { id: 'a' } })]);
  expect(held.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a dry run asks, registers and tells nobody', async () => {
  const stage = await newStage();
  const gate = await newGate(stage.lab.workspace.openapi);
  stage.env.GUANCE_OPENAPI_URL = gate.url;
  stage.env.GUANCE_OPENWAY_URL = gate.url;
  stage.env.GUANCE_REPORTER = 'guance,guance-keyevent,webhook,file';
  stage.env.GUANCE_WEBHOOK_URL = gate.url;
  const spec = { report: { objects: true, metrics: true } };
  const dry = await stage.run({ dryRun: true, spec });
  expect(dry.findings.critical).toBe(1);
  expect(dry.notes.join('\n')).toContain('dry run: Guance was not asked');
  expect(gate.seen).toEqual([]);
  // The state is as it was before: the next run is the first.
  expect(readdirSync(stage.stateDir)).toEqual([]);
  expect((await stage.run()).events).toEqual({ anomaly: 3, update: 0, recovery: 0 });
});

test.each([
  ['the key', { GUANCE_API_KEY_ID: 'wsak_wrong' }, /ft\.InvalidAPIKey.*GUANCE_API_KEY_ID/s],
  ['the address', { GUANCE_OPENAPI_URL: 'http://127.0.0.1:9' }, /127\.0\.0\.1:9/],
])(
  '%s is wrong: it inspects, keeps the events, says so, and recovers',
  async (_name, wrong, problem) => {
    const stage = await newStage();
    const bad = await stage.run({ env: { ...stage.env, ...wrong } });
    expect(bad.assets).toBeGreaterThan(0);
    expect(bad.complete).toBe(true);
    expect(bad.notes.find((note) => note.startsWith('not registered in Guance'))).toMatch(problem);
    expect(bad.notes.join('\n')).toMatch(/4 events wait for guance/);
    expect(JSON.stringify(bad)).not.toContain('wsak_wrong');
    expect(await stage.told()).toEqual([]);
    await stage.run();
    expect((await stage.told()).filter((line) => line.includes('inspection-registration'))).toEqual([
      'warning inspection-registration',
      'ok inspection-registration',
    ]);
    await expect(
      stage.run({ env: { ...stage.env, ...wrong }, spec: { guance: { onRegistrationFailure: 'stop' } } }),
    ).rejects.toMatchObject({ code: 'GUANCE_API_KEY_ID' in wrong ? 'config' : 'report' });
  },
  60_000,
);

test('a node that there is not, or an address that is none, is bad input before anything is called', async () => {
  const stage = await newStage();
  for (const [wrong, message] of [
    [{ GUANCE_NODE: 'cn99' }, /GUANCE_NODE.*cn99/],
    [{ GUANCE_OPENAPI_URL: 'openapi' }, /GUANCE_OPENAPI_URL/],
    [{ GUANCE_REPORTER: 'pigeon' }, /pigeon/],
  ] as const) {
    const run = stage.run({ env: { ...stage.env, ...wrong } });
    await expect(run).rejects.toMatchObject({ code: 'config', message: expect.stringMatching(message) as string });
  }
  expect(stage.cloud.stats().calls).toBe(0);
  expect(await stage.registered()).toEqual([]);
});

test('what is known of the parameters does not recover while the workspace cannot be asked', async () => {
  const stage = await newStage();
  await stage.run();
  await set(stage, 5);
  await stage.run();
  await stage.run({ env: { ...stage.env, GUANCE_API_KEY_ID: 'wsak_wrong' } });
  await set(stage, 6);
  await stage.run();
  const own = (await stage.told()).filter((line) => line.includes('inspection-parameters'));
  expect(own).toEqual(['warning inspection-parameters', 'warning inspection-parameters']);
}, 30_000);

test('rate limit 401: what cannot wait is said, the events come with a later run, once and in order', async () => {
  let minutes = 0;
  const stage = await newStage({
    rateLimits: { perKeyPerMinute: 4, perWorkspacePerMinute: 200 },
    now: () => new Date(Date.now() + minutes * 61_000),
  });
  // The first wait after a 401 is longer than these runs may take.
  const short = { spec: { timeoutSeconds: 3 } };
  const first = await stage.run(short);
  expect(first.notes.join('\n')).toMatch(/3 events wait for guance/);
  const limited = await stage.run(short);
  expect(limited.notes.join('\n')).toMatch(/not registered in Guance/);
  expect(limited.notes.join('\n')).toMatch(/6 events wait for guance/);
  expect(limited.assets).toBe(first.assets);
  expect(await stage.told()).toEqual([]);
  minutes += 1;
  const free = await stage.run(short);
  expect(free.notes).toEqual([]);
  const told = (await stage.told()).filter((line) => !line.includes('inspection-'));
  expect(told).toHaveLength(9);
  expect(new Set(told.slice(0, 3)).size).toBe(3);
  // The workspace has answered a moment ago: that it asks to slow down is no finding.
  expect((await stage.told()).filter((line) => line.includes('inspection-'))).toEqual([]);
}, 30_000);

test('a workspace that is away: what it last said counts, and the finding recovers', async () => {
  const stage = await newStage();
  const gate = await newGate(stage.lab.workspace.openapi);
  stage.env.GUANCE_OPENAPI_URL = gate.url;
  stage.env.GUANCE_REPORTER = 'file';
  const { assets } = await stage.run();
  const ids: string[] = [];
  await stage.run({ reporters: [{ name: 'keep', assets: (batch) => void ids.push(...batch.map(({ id }) => id)) }] });
  await set(stage, ids[0]);
  expect([assets > 1, (await stage.run()).assets]).toEqual([true, 1]);
  // A value that is wrong does not take the place of the one that was good.
  await set(stage, 5);
  await stage.run();
  gate.down = true;
  const away = await stage.run();
  expect(away.assets).toBe(1);
  expect(away.notes.join('\n')).toMatch(/not registered in Guance: .*: what it last said \(.*Z\) counts/);
  expect(away.findings.warning).toBeGreaterThan(0);
  // Another workspace has not said it.
  const other = await stage.run({ env: { ...stage.env, GUANCE_OPENAPI_URL: 'http://127.0.0.1:9' } });
  expect(other.assets).toBe(assets);
  gate.down = false;
  expect((await stage.run()).notes.join('\n')).not.toContain('not registered');
}, 60_000);
