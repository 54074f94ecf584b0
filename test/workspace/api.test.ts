import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axios from 'axios';
import { startWorkspace } from '../../workspace';
import { INSPECTION, closeLabs, openLab, tempDir } from './client';
import type { Json } from './client';

afterEach(closeLabs);

const BASE = '/api/v1/self_built_checker';

test('the envelope, the key check and unknown routes are as documented', async () => {
  const lab = await openLab();
  const good = await lab.api('GET', '/api/v1/workspace/get');
  expect(good.data).toMatchObject({ code: 200, errorCode: '', message: '', success: true });
  expect(good.data.traceId).toMatch(/^TRACE-/);
  expect(good.data.content).toMatchObject({
    uuid: expect.stringMatching(/^wksp_/),
    token: lab.workspace.token,
    language: 'zh',
  });

  for (const key of ['wrong', lab.workspace.apiKey]) {
    const bad = await lab.api('GET', '/api/v1/workspace/get', undefined, { 'DF-API-KEY': key });
    expect([bad.status, bad.data.errorCode, bad.data.code]).toEqual([403, 'ft.InvalidAPIKey', 403]);
  }
  const none = await axios.get(`${lab.workspace.openapi}/api/v1/validate`, {
    validateStatus: () => true,
    proxy: false,
  });
  expect(none.status).toBe(403);
  const lost = await lab.api('GET', '/api/v1/nothing/here');
  expect([lost.status, lost.data.errorCode]).toEqual([400, 'RouterNotFound']);
  expect((await lab.api('POST', '/api/v1/workspace/get', {})).data.errorCode).toBe('RouterNotFound');
  expect((await lab.api('POST', `${BASE}/create`, 'no json', { 'content-type': 'application/json' })).status).toBe(400);
});

test('the access key list lets a client check its secret', async () => {
  const lab = await openLab({ language: 'en' });
  const list = await lab.ok('GET', '/api/v1/workspace/accesskey/list');
  expect(list.some((item: Json) => item.ak === lab.workspace.apiKeyId && item.sk === lab.workspace.apiKey)).toBe(true);
  expect((await lab.ok('GET', '/api/v1/workspace/get')).language).toBe('en');
  expect((await lab.api('GET', '/api/v1/validate')).status).toBe(200);
});

test('an inspection is created once, changed, disabled, deleted, and created anew with another uuid', async () => {
  const lab = await openLab();
  expect((await lab.api('GET', `${BASE}/get?refKey=ref-1`)).status).toBe(404);
  const made = await lab.ok('POST', `${BASE}/create`, INSPECTION);
  expect(made).toMatchObject({ refKey: 'ref-1', type: 'self_built_trigger', status: 0, deleteAt: -1 });
  expect(made.jsonScript).toMatchObject({
    type: 'selfBuiltCheck',
    callKwargs: {},
    refFuncInfo: INSPECTION.refFuncInfo,
  });
  expect((await lab.api('POST', `${BASE}/create`, INSPECTION)).status).toBe(400);

  await lab.ok('POST', `${BASE}/modify`, { refKey: 'ref-1', callKwargs: { configs: 'cn-hangzhou' } });
  const info = { args: ['configs'], definition: 'run()' };
  await lab.ok('POST', `${BASE}/modify`, { refKey: 'ref-1', title: 'New', refFuncInfo: info });
  const changed = await lab.ok('GET', `${BASE}/get?refKey=ref-1`);
  // What was configured here survives the refresh at every run.
  expect(changed.jsonScript).toMatchObject({ title: 'New', callKwargs: { configs: 'cn-hangzhou' } });
  expect(changed.jsonScript.refFuncInfo).toMatchObject({ funcId: 'ecs__daily.run', definition: 'run()' });

  expect(await lab.ok('POST', `${BASE}/disable`, { refKey: 'ref-1' })).toBe(true);
  expect((await lab.ok('GET', `${BASE}/get?ruleUUID=${made.uuid}`)).status).toBe(2);
  await lab.ok('POST', `${BASE}/enable`, { ruleUUIDs: [made.uuid] });
  expect((await lab.ok('GET', `${BASE}/get?refKey=ref-1`)).status).toBe(0);

  expect(await lab.ok('POST', `${BASE}/delete`, { ruleUUID: made.uuid })).toBe(true);
  expect((await lab.api('POST', `${BASE}/delete`, { ruleUUID: made.uuid })).status).toBe(404);
  const again = await lab.ok('POST', `${BASE}/create`, { ...INSPECTION, isDisabled: true });
  expect(again.uuid).not.toBe(made.uuid);
  expect(again.status).toBe(2);
  expect(await lab.ok('POST', `${BASE}/batch_delete`, { refKey: 'ref-1' })).toBe(true);
  expect((await lab.ok('GET', `${BASE}/list`)).data).toEqual([]);
});

test('absent can be told as an empty content instead', async () => {
  const lab = await openLab({ absentChecker: 'empty' });
  const answer = await lab.api('GET', `${BASE}/get?refKey=nobody`);
  expect([answer.status, answer.data.content]).toEqual([200, {}]);
});

test.each([
  [{ ...INSPECTION, refKey: '' }, 'refKey'],
  [{ ...INSPECTION, title: 5 }, 'title'],
  [{ ...INSPECTION, refFuncInfo: { funcId: '' } }, 'refFuncInfo.funcId'],
  [{ ...INSPECTION, alertPolicyUUIDs: ['altpl_none'] }, 'altpl_none'],
  [{ ...INSPECTION, isDisabled: 'yes' }, 'isDisabled'],
])('a wrong field is refused by its name %#', async (body, name) => {
  const lab = await openLab();
  const answer = await lab.api('POST', `${BASE}/create`, body);
  expect([answer.status, answer.data.errorCode]).toEqual([400, 'ft.InvalidParameter']);
  expect(answer.data.message).toContain(name);
});

test('lists are paged from 1, 1 to 100 at a time, and filtered', async () => {
  const lab = await openLab();
  for (let i = 0; i < 12; i++)
    await lab.ok('POST', `${BASE}/create`, { ...INSPECTION, refKey: `r${i}`, title: `T${i}` });
  const page = await lab.api('GET', `${BASE}/list?pageIndex=2&pageSize=5`);
  expect(page.data.pageInfo).toEqual({ count: 5, pageIndex: 2, pageSize: 5, totalCount: 12 });
  expect(page.data.content.data.map((item: Json) => item.refKey)).toEqual(['r6', 'r5', 'r4', 'r3', 'r2']);
  expect((await lab.api('GET', `${BASE}/list?pageSize=100`)).data.pageInfo.count).toBe(12);
  for (const bad of ['pageSize=101', 'pageSize=0', 'pageIndex=0', 'pageSize=x']) {
    expect((await lab.api('GET', `${BASE}/list?${bad}`)).status).toBe(400);
  }
  const some = await lab.ok('GET', `${BASE}/list?refKey=r1,r3&search=T3`);
  expect(some.data.map((item: Json) => item.refKey)).toEqual(['r3']);
});

test('the documented rate limits answer HTTP 401 at their edge and open again after a minute', async () => {
  const lab = await openLab({ rateLimits: { perKeyPerMinute: 3, perWorkspacePerMinute: 4 } });
  const get = () => lab.api('GET', '/api/v1/validate');
  for (let i = 0; i < 3; i++) expect((await get()).status).toBe(200);
  const limited = await get();
  expect([limited.status, limited.data.errorCode]).toEqual([401, 'ft.TriggerApiAkCurrentLimiting']);
  const push = () =>
    axios.post(
      `${lab.workspace.openapi}/api/v1/push-events/a/b`,
      { event: { status: 'ok' } },
      { validateStatus: () => true, proxy: false },
    );
  expect((await push()).status).toBe(200);
  const full = await push();
  expect([full.status, full.data.errorCode]).toEqual([401, 'ft.TriggerApiWorkspaceCurrentLimiting']);
  lab.clock.ms += 59_999;
  expect((await get()).status).toBe(401);
  lab.clock.ms += 1;
  expect((await get()).status).toBe(200);
});

test('twenty requests a minute are let through by default', async () => {
  const workspace = await startWorkspace({ dataDir: tempDir() });
  try {
    const statuses: number[] = [];
    for (let i = 0; i < 21; i++) {
      const answer = await axios.get(`${workspace.openapi}/api/v1/validate`, {
        headers: { 'DF-API-KEY': workspace.apiKeyId },
        validateStatus: () => true,
        proxy: false,
      });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array<number>(20).fill(200), 401]);
  } finally {
    await workspace.close();
  }
});

test('key, token and records are kept, in a file that only its owner reads', async () => {
  const first = await openLab({ language: 'en' });
  const { apiKeyId, apiKey, token } = first.workspace;
  await first.ok('POST', `${BASE}/create`, INSPECTION);
  expect(statSync(join(first.dir, 'workspace.db')).mode & 0o777).toBe(0o600);
  await expect(startWorkspace({ dataDir: first.dir })).rejects.toMatchObject({ code: 'locked' });
  await first.workspace.close();
  const second = await openLab({ dataDir: first.dir });
  expect(second.workspace).toMatchObject({ apiKeyId, apiKey, token });
  expect((await second.ok('GET', `${BASE}/get?refKey=ref-1`)).jsonScript.title).toBe('ECS inspection');
  expect((await second.ok('GET', '/api/v1/workspace/get')).language).toBe('en');
});

test('a port in use is a ConfigError that names --port', async () => {
  const lab = await openLab();
  const port = Number(new URL(lab.workspace.openapi).port);
  const attempt = startWorkspace({ dataDir: tempDir(), port });
  await expect(attempt).rejects.toMatchObject({ code: 'config', field: 'port' });
  await expect(attempt).rejects.toThrow(/--port/);
});

test('a file that is no workspace is refused by name and left as it is', async () => {
  const dir = tempDir();
  const file = join(dir, 'workspace.db');
  writeFileSync(file, 'not a database at all'.repeat(100));
  await expect(startWorkspace({ dataDir: dir })).rejects.toMatchObject({
    code: 'state',
    message: expect.stringContaining(file),
  });
  expect(statSync(file).size).toBe(2100);
});

test('requests are logged without secrets', async () => {
  const lines: string[] = [];
  const lab = await openLab({ log: (line) => lines.push(line) });
  await lab.write('metric', 'm f=1');
  await axios.get(`${lab.workspace.openway}/v1/check/${lab.workspace.token}`, { proxy: false });
  await axios.post(
    `${lab.workspace.openapi}/api/v1/push-events/a-secret/uri`,
    { event: { status: 'ok' } },
    { proxy: false },
  );
  await lab.api('GET', '/api/v1/workspace/accesskey/list');
  expect(lines.map((line) => line.replace(/ \d+ ms$/, ''))).toEqual([
    'POST /v1/write/metric 200',
    'GET /v1/check/… 200',
    'POST /api/v1/push-events/… 200',
    'GET /api/v1/workspace/accesskey/list 200',
  ]);
});
