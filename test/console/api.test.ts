import { existsSync, readdirSync, statSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import type {
  AccountsView,
  AuditView,
  AlertsView,
  AssetsView,
  CoverageView,
  EventDetailView,
  EventPage,
  EventSummary,
  InspectionDetail,
  InspectionView,
  Names,
  PolicyView,
  ScriptDetail,
  SessionView,
  TargetView,
  TaskView,
} from '../../console/api/api';
import { ACCOUNT, FIRST, HOSTILE_TITLE, PASSWORD, WEB, compilePage, eventOf, fill, openStage } from './stage';
import type { Stage } from './stage';

jest.setTimeout(120_000);

let stage: Stage;
let cookie = '';
let csrf = '';

interface Answer<T> {
  readonly status: number;
  readonly data: T;
  readonly headers: Headers;
}

async function ask<T>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const response = await fetch(`${stage.url}/console/api${path}`, {
    method,
    headers: {
      cookie,
      ...(method === 'GET' ? {} : { 'x-csrf-token': csrf }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, data: (await response.json()) as T, headers: response.headers };
}

async function ok<T>(method: string, path: string, body?: unknown): Promise<T> {
  const { status, data } = await ask<T>(method, path, body);
  if (status !== 200) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(data)}`);
  return data;
}

interface Refusal {
  readonly error: { readonly code: string; readonly field?: string; readonly message: { zh: string; en: string } };
}

async function signIn(): Promise<void> {
  const { data, headers } = await ask<{ csrf: string }>('POST', '/session', { password: PASSWORD });
  cookie = (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  csrf = data.csrf;
}

const post = <T>(path: string, body: unknown = {}) => ok<T>('POST', path, body);

beforeAll(async () => {
  compilePage();
  stage = await openStage();
  fill(stage);
  await signIn();
});
afterAll(() => stage.close());

describe('who may enter', () => {
  test('nobody without signing in', async () => {
    for (const path of [
      '/inspections',
      '/events',
      '/names',
      '/assets',
      '/scripts',
      '/alerts',
      '/accounts',
      '/tasks/task-1/events',
    ]) {
      const { status, data } = await ask<Refusal>('GET', path, undefined, { cookie: '' });
      expect([path, status, data.error.code]).toEqual([path, 401, 'signed-out']);
    }
  });

  test('a wrong password is refused in both languages, and attempts are limited', async () => {
    const first = await ask<Refusal>('POST', '/session', { password: 'x' }, { cookie: '' });
    expect([first.status, first.data.error.message]).toEqual([401, { zh: '密码不对', en: 'The password is wrong' }]);
    for (let i = 0; i < 2; i++) await ask('POST', '/session', { password: 'x' }, { cookie: '' });
    const { status, headers } = await ask<Refusal>('POST', '/session', { password: PASSWORD }, { cookie: '' });
    expect([status, headers.get('retry-after')]).toEqual([429, '30']);
  });

  test('a change needs the token of the page, and JSON', async () => {
    const path = '/inspections/ecs.run/disable';
    expect((await ask<Refusal>('POST', path, {}, { 'x-csrf-token': '' })).data.error.code).toBe('csrf');
    expect((await ask<Refusal>('POST', path, {}, { 'x-csrf-token': 'csrf-other' })).status).toBe(403);
    expect((await ask<Refusal>('POST', path, {}, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await ok<InspectionView>('GET', '/inspections/ecs.run')).state).toBe('enabled');
  });

  test('the password can be changed by whoever knows it', async () => {
    const wrong = await ask<Refusal>('POST', '/session/password', { current: 'x', next: FIRST });
    expect([wrong.status, wrong.data.error.field]).toEqual([400, 'current']);
    const changed = await post<SessionView>('/session/password', { current: PASSWORD, next: FIRST });
    expect(changed).toMatchObject({ user: 'operator', csrf, changeable: true, firstPassword: true });
    const back = await post<SessionView>('/session/password', { current: FIRST, next: PASSWORD });
    expect(back.firstPassword).toBe(false);
    expect((await ask('POST', '/session/password', { current: FIRST, next: 'x' }, { cookie: '' })).status).toBe(401);
  });

  test('a sign-in cannot be made to read a large body', async () => {
    const { status } = await ask<Refusal>('POST', '/session', { password: 'x'.repeat(5000) }, { cookie: '' });
    expect(status).toBe(413);
  });

  test('every answer forbids what the page does not need', async () => {
    for (const path of ['/', '/console/api/session', '/static/console.js', '/nothing']) {
      const { headers } = await fetch(`${stage.url}${path}`);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toMatch(/unsafe/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});

describe('audit', () => {
  test('says who did what, right or wrong, without what was secret', async () => {
    const fresh = { stage, cookie, csrf };
    stage = await openStage();
    try {
      await ask('POST', '/session', { password: 'a wrong guess' });
      await signIn();
      await post('/accounts', {
        name: 'team',
        accessKeyId: 'LTAI5tTeamKeyabcd',
        accessKeySecret: 'secret-of-the-team',
      });
      await ask('DELETE', '/accounts/nobody');
      await ok('GET', '/accounts');
      const { records, more } = await ok<AuditView>('GET', '/audit');
      expect(more).toBe(false);
      expect(records.map(({ who, what, target, status }) => [who, what, target, status])).toEqual([
        ['operator', 'DELETE /accounts/{name}', 'nobody', 404],
        ['operator', 'POST /accounts', '', 200],
        ['operator', 'POST /session', '', 200],
        ['-', 'POST /session', '', 401],
      ]);
      expect(records[1]).toMatchObject({
        title: { zh: '录入账号', en: 'Enter an account' },
        detail: '{"name":"team","accessKeyId":"***","accessKeySecret":"***"}',
        address: expect.stringContaining('127.0.0.1'),
      });
      expect(JSON.stringify(records)).not.toMatch(/wrong guess|secret-of-the-team/);
      const older = await ok<AuditView>('GET', `/audit?before=${records[2]?.id}`);
      expect(older.records.map(({ id }) => id)).toEqual([records[3]?.id]);
      expect((await ask('GET', '/audit?before=x')).status).toBe(400);
    } finally {
      await stage.close();
      ({ stage, cookie, csrf } = fresh);
    }
  });
});

describe('accounts', () => {
  const KEYS = { accessKeyId: 'LTAI5tProductionabcd', accessKeySecret: 'secret-of-production' };
  const SECRETS = ['secret-of-production', 'token-of-production', KEYS.accessKeyId];
  const list = () => ok<AccountsView>('GET', '/accounts');

  /** The same questions to another console. */
  async function elsewhere(accounts: 'open' | 'none', questions: () => Promise<void>): Promise<void> {
    const before = { stage, cookie, csrf };
    stage = await openStage({ accounts });
    try {
      await signIn();
      await questions();
    } finally {
      await stage.close();
      ({ stage, cookie, csrf } = before);
    }
  }

  test('are entered, listed, replaced and removed, and their keys never come out', async () => {
    expect(await ok<SessionView>('GET', '/session')).toMatchObject({ accounts: true });
    expect(await list()).toEqual({ accounts: [], protected: true });
    const entered = await ask('POST', '/accounts', {
      ...{ name: 'production', securityToken: 'token-of-production', regions: ['cn-hangzhou'] },
      ...KEYS,
    });
    const view = {
      ...{ name: 'production', accessKeyId: 'LTAI****abcd', regions: ['cn-hangzhou'] },
      updatedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    };
    expect([entered.status, entered.data]).toEqual([200, view]);
    const listed = await list();
    expect(listed.accounts).toEqual([view]);
    for (const secret of SECRETS) expect(JSON.stringify([entered.data, listed])).not.toContain(secret);

    await post('/accounts', { name: 'default', ...KEYS });
    await post('/accounts', { name: 'production', ...KEYS, accessKeyId: 'LTAI5tProductionwxyz', regions: 'in-use' });
    expect((await list()).accounts).toMatchObject([
      { name: 'default', accessKeyId: 'LTAI****abcd', regions: 'all' },
      { name: 'production', accessKeyId: 'LTAI****wxyz', regions: 'in-use' },
    ]);

    for (const name of ['default', 'production']) await ok('DELETE', `/accounts/${name}`);
    expect((await list()).accounts).toEqual([]);
    expect((await ask('DELETE', '/accounts/production')).status).toBe(404);
  });

  test.each<[string, unknown]>([
    ['name', { name: 'My team' }],
    ['name', { name: '' }],
    ['name', { name: undefined }],
    ['accessKeyId', { accessKeyId: '' }],
    ['accessKeySecret', { accessKeySecret: 'secret-of-production x' }],
    ['accessKeySecret', { accessKeySecret: 7 }],
    ['securityToken', { securityToken: '' }],
    ['regions', { regions: [] }],
    ['regions', { regions: 'cn-hangzhou' }],
    ['regions', { regions: ['cn-hangzhou', 'CN Beijing'] }],
  ])('what is wrong with %s is told in both languages: %j', async (field, wrong) => {
    const { status, data } = await ask<Refusal>('POST', '/accounts', { name: 'a', ...KEYS, ...(wrong as object) });
    expect([status, data.error.code, data.error.field]).toEqual([400, 'config', field]);
    expect(data.error.message.en).toMatch(new RegExp(`^${field}: `));
    expect(data.error.message.zh).toMatch(/[\u4e00-\u9fff]/);
    for (const secret of SECRETS) expect(JSON.stringify(data)).not.toContain(secret);
    expect((await list()).accounts).toEqual([]);
  });

  test('are for whoever is signed in, and a change needs the token of the page', async () => {
    expect((await ask('GET', '/accounts', undefined, { cookie: '' })).status).toBe(401);
    const account = { name: 'a', ...KEYS };
    expect((await ask('POST', '/accounts', account, { cookie: '' })).status).toBe(401);
    expect((await ask('POST', '/accounts', account, { 'x-csrf-token': '' })).status).toBe(403);
    await post('/accounts', account);
    expect((await ask('DELETE', '/accounts/a', undefined, { 'x-csrf-token': 'csrf-other' })).status).toBe(403);
    expect((await list()).accounts).toHaveLength(1);
    await ok('DELETE', '/accounts/a');
  });

  test('keys are not taken over an unprotected way; accounts can be seen and removed', () =>
    elsewhere('open', async () => {
      const { status, data } = await ask<Refusal>('POST', '/accounts', { name: 'b', ...KEYS });
      expect([status, data.error.code]).toEqual([403, 'unprotected']);
      stage.accounts.put({ name: 'a', ...KEYS });
      expect(await list()).toMatchObject({ accounts: [{ name: 'a' }], protected: false });
      await ok('DELETE', '/accounts/a');
      expect((await list()).accounts).toEqual([]);
    }));

  test('are not offered where the host has none', () =>
    elsewhere('none', async () => {
      expect(await ok<SessionView>('GET', '/session')).toMatchObject({ accounts: false });
      for (const [method, path] of [
        ['GET', '/accounts'],
        ['POST', '/accounts'],
        ['DELETE', '/accounts/a'],
      ] as const) {
        expect((await ask(method, path, method === 'POST' ? { name: 'a', ...KEYS } : undefined)).status).toBe(404);
      }
    }));
});

describe('the page', () => {
  const language = async (header: string, cookies = '') => {
    const response = await fetch(`${stage.url}/events`, { headers: { 'accept-language': header, cookie: cookies } });
    return /<html lang="([\w-]+)"( data-theme="\w+")?>/.exec(await response.text())?.slice(1);
  };

  test('is in the language of the browser, or the one that was chosen', async () => {
    expect(await language('zh-CN,zh;q=0.9,en;q=0.8')).toEqual(['zh-CN', undefined]);
    expect(await language('fr,en;q=0.5,zh;q=0.4')).toEqual(['en', undefined]);
    expect(await language('en;q=0.3, zh;q=0.7')).toEqual(['zh-CN', undefined]);
    expect(await language('')).toEqual(['en', undefined]);
    expect(await language('en', 'console_language=zh; console_theme=dark')).toEqual(['zh-CN', ' data-theme="dark"']);
    expect(await language('en', 'console_language=<b>; console_theme="><script>')).toEqual(['en', undefined]);
  });

  test('holds no code and names its files by their content', async () => {
    const html = await (await fetch(`${stage.url}/inspections/ecs.run`)).text();
    expect(html).not.toMatch(/<script>|<style|\son\w+=|style=/);
    const script = /src="(\/static\/console\.js\?v=\w+)"/.exec(html)?.[1] ?? '';
    const response = await fetch(`${stage.url}${script}`);
    expect(response.headers.get('cache-control')).toContain('immutable');
    const again = await fetch(`${stage.url}${script}`, {
      headers: { 'if-none-match': response.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  test('weighs less than 360 KB in all, unpacked; the editor, which one page loads, less than 600', () => {
    const folder = join(__dirname, '..', '..', 'dist', 'console', 'assets');
    expect(existsSync(folder)).toBe(true);
    const files = readdirSync(folder);
    expect(files.sort()).toEqual(['console.css', 'console.js', 'editor.js']);
    const size = (name: string) => statSync(join(folder, name)).size;
    expect(size('console.css') + size('console.js')).toBeLessThan(360_000);
    expect(size('editor.js')).toBeLessThan(600_000);
  });

  test('an address that cannot be right is answered, too', async () => {
    const status = (path: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const { hostname, port } = new URL(stage.url);
        const call = httpRequest({ hostname, port, path, headers: { cookie } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        call.on('error', reject).end();
      });
    for (const path of [
      '//',
      '//evil.example/events',
      '/%',
      '/events/%ff',
      '/console/api/events/%',
      '/console/api//x',
    ]) {
      expect([path, await status(path)]).toEqual([path, path === '/events/%ff' ? 200 : 404]);
    }
  });

  test('what is no page is not found', async () => {
    for (const path of ['/nothing', '/static/nothing.js', '/static/..%2f..%2fpackage.json', '/console']) {
      expect((await fetch(`${stage.url}${path}`)).status).toBe(404);
    }
    expect((await ask<Refusal>('GET', '/nothing')).status).toBe(404);
  });
});

describe('assets', () => {
  test('are listed with open findings and why they were not inspected', async () => {
    const view = await ok<AssetsView>('GET', '/assets');
    expect(view.classes).toMatchObject([
      { class: 'aliyun_ecs', product: 'ecs', count: 3 },
      { class: 'aliyun_ecs_disks', product: 'ecs', count: 8 },
      { class: 'aliyun_rds', product: 'rds', count: 1 },
    ]);
    const by = (id: string) => view.assets.find((asset) => asset.id === id);
    expect(by('d-bp1disk001')?.open.error).toBeGreaterThan(0);
    expect(by('i-t4nsg00000000000001')?.missed).toEqual({
      kind: 'failed',
      reason: expect.stringContaining('in ap-southeast-1 for account production denied'),
    });
    expect(by('rm-bp1000000000000001')?.missed).toBeUndefined();
    expect(by('i-bp1web0000000000002')?.missed?.kind).toBe('gone');
    expect((await ok<AssetsView>('GET', '/assets?class=aliyun_ecs&q=web-2')).assets.map(({ id }) => id)).toEqual([
      'i-bp1web0000000000002',
    ]);
  });

  test('coverage is by account, region and product; the worst collection counts', async () => {
    const { cells, runs } = await ok<CoverageView>('GET', '/coverage');
    expect(runs.map(({ id, complete }) => [id, complete])).toEqual([
      ['ecs.run', false],
      ['databases.run', true],
    ]);
    const of = (product: string) =>
      Object.fromEntries(
        cells.filter((one) => one.product === product).map(({ region, status, assets }) => [region, [status, assets]]),
      );
    expect(of('ecs')).toEqual({
      'cn-hangzhou': ['complete', 102],
      'cn-shanghai': ['partial', 10],
      'ap-southeast-1': ['failed', 0],
    });
    expect(of('rds')).toEqual({
      'cn-hangzhou': ['complete', 9],
      'cn-shanghai': ['complete', 0],
      'ap-southeast-1': ['unsupported', 0],
    });
  });
});

describe('inspections', () => {
  test('are listed with state, run, coverage, findings and next run', async () => {
    const { inspections } = await ok<{ inspections: InspectionView[] }>('GET', '/inspections');
    const [ecs, databases] = inspections;
    expect(inspections.map(({ id }) => id)).toEqual(['ecs.run', 'databases.run']);
    expect(ecs).toMatchObject({
      uuid: stage.inspection.uuid,
      state: 'enabled',
      lastTask: { status: 'success', result: { complete: false, assets: 112 } },
      coverage: { complete: 3, partial: 1, failed: 1, unsupported: 0, 'not-opened': 0 },
      policies: [{ name: 'production' }],
    });
    expect(ecs?.lastTask?.result).not.toHaveProperty('verdicts');
    expect(ecs?.openTotal).toBe(stage.workspace.store.checkers()[0]?.openTotal);
    expect(ecs?.open.critical).toBe(1);
    expect(ecs?.trigger?.next).toHaveLength(3);
    expect(databases?.uuid).toBeUndefined();
  });

  test('one of another host is listed, and cannot be run here', async () => {
    const { records } = stage.workspace;
    const draft = stage.inspection;
    const other = records.create('checker', {
      ...draft,
      refKey: 'elsewhere',
      jsonScript: { ...draft.jsonScript, title: 'elsewhere', refFuncInfo: undefined },
    });
    const { inspections } = await ok<{ inspections: InspectionView[] }>('GET', '/inspections');
    expect(inspections[2]).toMatchObject({ id: other.uuid, uuid: other.uuid, title: { en: 'elsewhere' } });
    expect(inspections[2]?.functionId).toBeUndefined();
    expect((await ask<Refusal>('POST', `/inspections/${other.uuid}/run`, {})).status).toBe(409);
    await ok('DELETE', `/inspections/${other.uuid}`);
    expect(records.get('checker', other.uuid)).toBeUndefined();
  });

  test('disabling stops the schedule and the registered inspection; enabling starts both', async () => {
    const off = await post<InspectionView>('/inspections/ecs.run/disable');
    expect([off.state, off.trigger?.paused, off.trigger?.next]).toEqual(['disabled', true, []]);
    expect(stage.workspace.records.get('checker', stage.inspection.uuid)?.status).toBe(2);
    const on = await post<InspectionView>('/inspections/ecs.run/enable');
    expect([on.state, on.trigger?.paused]).toEqual(['enabled', false]);
    stage.host.pause('ecs.run');
    expect((await ok<InspectionView>('GET', '/inspections/ecs.run')).state).toBe('paused');
    stage.host.resume('ecs.run');
    expect(stage.workspace.records.get('checker', stage.inspection.uuid)?.status).toBe(0);
  });

  test('parameters are kept in the workspace, where a run takes them from', async () => {
    const configs = { regions: ['cn-hangzhou'], params: { 'ecs-cpu-high': { warning: 70 } } };
    const saved = await ok<InspectionDetail>('PUT', '/inspections/ecs.run/configs', { configs });
    expect(saved.configs).toEqual(configs);
    const kept = () => stage.workspace.records.get('checker', stage.inspection.uuid)?.jsonScript.callKwargs;
    expect(kept()).toEqual({ configs });
    await ok('PUT', '/inspections/ecs.run/configs', { configs: {} });
    expect(kept()).toEqual({});
  });

  test.each([
    [{ params: { 'ecs-cpu-high': { warning: 700 } } }, 400, 'configs.params.ecs-cpu-high.warning'],
    [{ params: { 'ecs-cpu-high': { wanring: 70 } } }, 400, 'configs.params.ecs-cpu-high.wanring'],
    [{ region: ['cn-hangzhou'] }, 400, 'configs.region'],
    [{ instanceIds: ['not an id!'] }, 400, 'configs.instanceIds'],
    [{ params: { 'ecs-nothing': {} } }, 404, undefined],
    // The script's own critical level is 95.
    [{ params: { 'ecs-cpu-high': { warning: 96 } } }, 400, 'configs.params.ecs-cpu-high'],
    [{ disabledCheckers: ['ecs-nothing'] }, 404, undefined],
    [{ tags: ['=x'] }, 400, 'configs.tags'],
  ])('parameters %j are refused', async (configs, status, field) => {
    const answer = await ask<Refusal>('PUT', '/inspections/ecs.run/configs', { configs });
    expect([answer.status, answer.data.error.field]).toEqual([status, field]);
  });

  test('before its first run an inspection takes no parameters', async () => {
    const { status, data } = await ask<Refusal>('PUT', '/inspections/databases.run/configs', { configs: {} });
    expect([status, data.error.message.en]).toEqual([409, expect.stringContaining('run it once')]);
  });

  test('a parameter value that cannot be read is told', async () => {
    const { records } = stage.workspace;
    const { jsonScript } = stage.inspection;
    records.update('checker', stage.inspection.uuid, {
      jsonScript: { ...jsonScript, callKwargs: { configs: '{"x":' } },
    });
    expect((await ok<InspectionDetail>('GET', '/inspections/ecs.run')).configsProblem).toContain('malformed JSON');
    records.update('checker', stage.inspection.uuid, { jsonScript });
  });

  test('the export is a file without secrets', async () => {
    const { headers, data } = await ask<Record<string, unknown>>('GET', '/inspections/ecs.run/export');
    expect(headers.get('content-disposition')).toBe('attachment; filename="inspection-ecs.json"');
    expect(data).toMatchObject({ function: { id: 'ecs.run' }, registration: { refKey: 'ref-ecs' } });
    expect(JSON.stringify(data)).not.toMatch(/"secret"|127\.0\.0\.1:9/);
  });
});

describe('runs', () => {
  /** Reads a stream to its end. */
  async function follow(id: string, lastEventId?: number): Promise<{ event: string; data: unknown; id?: string }[]> {
    const response = await fetch(`${stage.url}/console/api/tasks/${id}/events`, {
      headers: { cookie, ...(lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }) },
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    return (await response.text())
      .split('\n\n')
      .filter((part) => part.includes('data: '))
      .map((part) => {
        const fields = Object.fromEntries(
          part.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]),
        );
        return {
          event: fields.event ?? '',
          data: JSON.parse(fields.data ?? '') as unknown,
          ...(fields.id ? { id: fields.id } : {}),
        };
      });
  }

  test('a run is started and followed to its end, line by line', async () => {
    const task = await post<TaskView>('/inspections/ecs.run/run');
    expect(task).toMatchObject({ functionId: 'ecs.run', origin: 'manual', status: 'queued' });
    const told = await follow(task.id);
    const lines = told.filter(({ event }) => event === 'log');
    expect(lines.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5']);
    const states = told.filter(({ event }) => event === 'task').map(({ data }) => data as TaskView);
    // It may have left the queue before anybody looked.
    expect([...new Set(states.map(({ status }) => status))].slice(-2)).toEqual(['running', 'success']);
    expect(states.some(({ progress }) => progress !== undefined && progress > 0 && progress < 1)).toBe(true);
    expect(states[states.length - 1]?.result?.findings.critical).toBe(1);
    expect(told[told.length - 1]?.event).toBe('end');
    // Whoever comes back gets the lines that are missing.
    const rest = await follow(task.id, 3);
    expect(rest.filter(({ event }) => event === 'log').map(({ id }) => id)).toEqual(['4', '5']);
  });

  test('a run can be cancelled', async () => {
    const task = await post<TaskView>('/inspections/databases.run/run');
    expect((await post<TaskView>(`/tasks/${task.id}/cancel`)).status).toBe('cancelled');
    expect((await ok<TaskView>('GET', `/tasks/${task.id}`)).status).toBe('cancelled');
  });

  test('whoever leaves is not told any more', async () => {
    const task = await post<TaskView>('/inspections/databases.run/run');
    await new Promise<void>((resolve) => {
      const call = httpRequest(
        `${stage.url}/console/api/tasks/${task.id}/events`,
        { headers: { cookie } },
        (response) => {
          response.once('data', () => call.destroy());
          response.once('close', resolve);
        },
      );
      call.on('error', () => undefined);
      call.end();
    });
    expect((await stage.host.wait(task.id, 30)).status).toBe('success');
  });
});

describe('events', () => {
  const count = async (query: string) => (await ok<EventPage>('GET', `/events?range=30d${query}`)).total;

  test('are filtered by any field, forward and inverse', async () => {
    const all = await count('');
    expect(all).toBe(65);
    for (const [field, value] of [
      ['status', 'warning'],
      ['product', 'ecs'],
      ['region', 'cn-hangzhou'],
      ['checker', 'ecs-expiring'],
      ['inspection', stage.inspection.uuid],
      ['account_id', ACCOUNT],
      ['asset_env', 'test'],
      ['asset_id', WEB],
    ] as const) {
      const [has, hasNot] = [await count(`&is.${field}=${value}`), await count(`&not.${field}=${value}`)];
      expect([field, has + hasNot]).toEqual([field, all]);
      expect(has).toBeGreaterThan(0);
    }
    expect(await count('&is.status=warning&is.status=error')).toBe(
      (await count('&is.status=warning')) + (await count('&is.status=error')),
    );
    expect(await count('&is.asset_env=test&is.asset_env=production&not.region=cn-hangzhou')).toBe(
      (await count('&is.asset_env=test&not.region=cn-hangzhou')) +
        (await count('&is.asset_env=production&not.region=cn-hangzhou')),
    );
  });

  test('by kind, by time, by words and by being open', async () => {
    expect((await count('&kind=fault')) + (await count('&kind=ok'))).toBe(65);
    expect(await count('&kind=ok&is.status=warning')).toBe(0);
    expect(await count('&q=web-1')).toBe(4);
    expect(await count('&q=window.hacked')).toBe(1);
    expect(await count('&open=1&is.asset_id=' + WEB)).toBe(1);
    const now = Date.now();
    const { events } = await ok<EventPage>('GET', `/events?from=${now - 100 * 60_000}&to=${now}`);
    expect(events.map(({ title }) => title)).toEqual([HOSTILE_TITLE, 'web-1 的 CPU 使用率为 97.25 %']);
  });

  test('a page at a time', async () => {
    const all = (await ok<EventPage>('GET', '/events?range=30d&limit=200')).events.map(({ id }) => id);
    const page = await ok<EventPage>('GET', '/events?range=30d&limit=10&offset=20');
    expect(page.events.map(({ id }) => id)).toEqual(all.slice(20, 30));
    expect([page.total, page.totalExact]).toEqual([65, true]);
  });

  test('are counted over time, and by field under the other conditions', async () => {
    const { buckets, facets, bucketMs } = await ok<EventSummary>(
      'GET',
      '/events/summary?range=30d&is.status=warning&is.region=cn-hangzhou',
    );
    const sum = buckets.flatMap(({ counts }) => Object.values(counts)).reduce((a, b) => a + b, 0);
    expect(sum).toBe(await count('&is.status=warning&is.region=cn-hangzhou'));
    expect(bucketMs).toBeGreaterThanOrEqual(3_600_000);
    // A field's own choice does not hide what else could be chosen.
    expect(facets.status?.map(({ value }) => value)).toEqual(expect.arrayContaining(['warning', 'critical', 'ok']));
    expect(facets.status?.find(({ value }) => value === 'critical')?.count).toBe(
      await count('&is.status=critical&is.region=cn-hangzhou'),
    );
    expect(facets.product?.find(({ value }) => value === 'ecs')?.count).toBe(
      await count('&is.status=warning&is.region=cn-hangzhou&is.product=ecs'),
    );
    expect(facets.inspection).toEqual([{ value: stage.inspection.uuid, count: sum }]);
  });

  test.each(['range=soon', 'from=x', 'from=5&to=4', 'kind=odd', 'limit=5000', 'offset=-1', 'is.a%22b=1'])(
    'the query %s is refused',
    async (query) => {
      const { status, data } = await ask<Refusal>('GET', `/events?${query}`);
      expect([status, data.error.code]).toEqual([400, 'config']);
    },
  );

  const web = async () => (await ok<EventPage>('GET', `/events?range=30d&is.asset_id=${WEB}`)).events[0]?.id ?? '';

  test('one that several inspections see is one row, which names them', async () => {
    const told = { status: 'error', title: 'seen twice', asset: 'i-twice', minutesAgo: 5 };
    stage.workspace.ingest.add([eventOf(stage, { ...told, attributes: { seen_by: 'all,ecs' } })]);
    const { events, total } = await ok<EventPage>('GET', '/events?range=30d&open=1&is.asset_id=i-twice');
    expect(total).toBe(1);
    expect(events[0]?.seenBy).toEqual(['all', 'ecs']);
    const detail = await ok<EventDetailView>('GET', `/events/${events[0]?.id ?? ''}`);
    expect(detail.event.seenBy).toEqual(['all', 'ecs']);
    expect(detail.attributes.seen_by).toBeUndefined();
    stage.workspace.ingest.restore(events[0] ? detail.ref : '');
  });

  test('one is told with value, chart, history, notifications and inspection', async () => {
    const detail = await ok<EventDetailView>('GET', `/events/${await web()}`);
    expect(detail).toMatchObject({
      event: { status: 'critical', assetName: 'web-1' },
      dimensions: { asset_id: WEB, checker: 'ecs-cpu-high' },
      attributes: { asset_status: 'Running', account_name: 'production' },
      value: 97.25,
      threshold: 80,
      unit: '%',
      open: true,
      inspection: { id: 'ecs.run', title: { en: 'ECS inspection' } },
      notifications: [{ policyName: 'production', target: 'on-call', kind: 'alert' }],
    });
    expect(Object.keys(detail.attributes).filter((name) => name.startsWith('df_'))).toEqual([]);
    expect(detail.history.map(({ status }) => status)).toEqual(['warning', 'critical']);
    expect(detail.faultStart).toBe(Math.floor((detail.history[0]?.time ?? 0) / 1000) * 1000);
    expect(detail.charts).toHaveLength(1);
    expect(detail.charts[0]?.title.en).toMatch(/CPU/);
    const { times = [], values = [] } = detail.charts[0] ?? {};
    expect(times.length).toBe(values.length);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
  });

  test('one is exported as its JSON', async () => {
    const { headers, data } = await ask<Record<string, unknown>>('GET', `/events/${await web()}/export`);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="event-[0-9a-f]{32}\.json"$/);
    expect(data).toMatchObject({ df_status: 'critical', asset_id: WEB });
  });

  test.each([
    ['finding', ['account_id', 'asset_id', 'checker', 'product', 'region'], true],
    ['asset', ['account_id', 'asset_id', 'product', 'region'], false],
    ['checker', ['checker'], true],
    ['inspection', [], true],
  ] as const)('muting the %s names exactly that', async (scope, tags, bound) => {
    const { uuid } = await post<{ uuid: string }>(`/events/${await web()}/mute`, {
      scope,
      seconds: 3600,
      reason: 'load test',
    });
    const mute = stage.workspace.records.get('mute', uuid);
    expect(Object.keys(mute?.tags ?? {}).sort()).toEqual(tags);
    expect(mute?.muteRanges).toEqual(bound ? [{ checkerUUID: stage.inspection.uuid }] : []);
    expect((mute?.end ?? 0) - (mute?.start ?? 0)).toBe(3600);
    const { mutes } = await ok<EventDetailView>('GET', `/events/${await web()}`);
    expect(mutes).toMatchObject([{ uuid, name: 'load test' }]);
    await ok('DELETE', `/mutes/${uuid}`);
    expect((await ok<EventDetailView>('GET', `/events/${await web()}`)).mutes).toEqual([]);
  });

  test('a muted finding tells nobody, and says why', async () => {
    const { uuid } = await post<{ uuid: string }>(`/events/${await web()}/mute`, {
      scope: 'finding',
      seconds: 0,
      reason: 'known',
    });
    expect(stage.workspace.records.get('mute', uuid)?.end).toBe(-1);
    const told = eventOf(stage, { status: 'critical', minutesAgo: 1, asset: WEB, title: 'still high' });
    const { eventIds } = stage.workspace.ingest.add([told]);
    const { notifications } = await ok<EventDetailView>('GET', `/events/${eventIds[0] ?? ''}`);
    expect(notifications.map(({ state }) => state)).toContain('muted');
    await ok('DELETE', `/mutes/${uuid}`);
  });

  test('an event without attributes cannot mute everything', async () => {
    const { eventIds } = stage.workspace.ingest.add([
      {
        channel: 'custom',
        source: 'custom',
        status: 'error',
        title: 'bare',
        message: '',
        time: Date.now(),
        dimensionTags: {},
        fields: {},
      },
    ]);
    for (const scope of ['finding', 'asset', 'checker', 'inspection']) {
      expect((await ask('POST', `/events/${eventIds[0] ?? ''}/mute`, { scope, seconds: 60 })).status).toBe(409);
    }
    expect((await ask('POST', `/events/${eventIds[0] ?? ''}/mute`, { scope: 'all', seconds: 60 })).status).toBe(400);
    expect(stage.workspace.records.list('mute')).toEqual([]);
  });

  test('recovery by hand closes the round once, in the name of who did it', async () => {
    const id = await web();
    await post(`/events/${id}/recover`);
    const detail = await ok<EventDetailView>('GET', `/events/${id}`);
    expect(detail.open).toBe(false);
    const last = detail.history[detail.history.length - 1];
    expect(last?.status).toBe('manual_ok');
    expect((await ok<EventDetailView>('GET', `/events/${last?.id ?? ''}`)).fields.df_user_name).toBe('operator');
    expect((await ask('POST', `/events/${id}/recover`, {})).status).toBe(409);
  });

  test('an event that does not exist is not found', async () => {
    expect((await ask('GET', '/events/E_zzzzzz')).status).toBe(404);
  });

  test('a long round is told by its beginning and its newest events, each round by itself', async () => {
    const round = (minutesAgo: number, status: string) =>
      eventOf(stage, { status, minutesAgo, asset: 'i-long', title: `${status} ${minutesAgo}` });
    const add = (...events: ReturnType<typeof eventOf>[]) => stage.workspace.ingest.add(events).eventIds;
    const first = add(...Array.from({ length: 250 }, (_, i) => round(20_000 - i, 'warning')));
    add(round(19_000, 'ok'));
    const [again = ''] = add(round(10, 'critical'));
    const old = await ok<EventDetailView>('GET', `/events/${first[120] ?? ''}`);
    expect(old.open).toBe(false);
    expect(old.history).toHaveLength(101);
    expect(old.historyLeftOut).toBe(150);
    expect([old.history[0]?.title, old.history[1]?.title, old.history.at(-1)?.status]).toEqual([
      'warning 20000',
      'warning 19849',
      'ok',
    ]);
    const now = await ok<EventDetailView>('GET', `/events/${again}`);
    expect([now.open, now.history.length, now.historyLeftOut]).toEqual([true, 1, 0]);
  });

  test('an inspection that was deleted cannot be muted: that would mute everything', async () => {
    const { records, ingest } = stage.workspace;
    const checker = records.create('checker', { ...stage.inspection, refKey: 'retired' });
    const told = eventOf({ inspection: checker }, { status: 'error', minutesAgo: 1, asset: 'i-gone', title: 'gone' });
    const [id = ''] = ingest.add([told]).eventIds;
    records.remove('checker', checker.uuid);
    expect((await ask('POST', `/events/${id}/mute`, { scope: 'inspection', seconds: 60 })).status).toBe(409);
    expect(records.list('mute')).toEqual([]);
    await post(`/events/${id}/recover`);
  });

  test('counts by field, by kind and over time agree with the list', async () => {
    const kind = await ok<EventSummary>('GET', '/events/summary?range=30d&kind=ok');
    for (const { value, count: n } of kind.facets.status ?? []) {
      expect([value, n]).toEqual([value, await count(`&kind=ok&is.status=${value}`)]);
    }
    expect(kind.facets.status?.map(({ value }) => value)).not.toContain('warning');
    const from = Date.now() - 25 * 3_600_000;
    for (const more of ['', '&is.asset_env=production']) {
      const query = `from=${from}&to=${Date.now()}${more}`;
      const { buckets } = await ok<EventSummary>('GET', `/events/summary?${query}`);
      const sum = buckets.flatMap(({ counts }) => Object.values(counts)).reduce((a, b) => a + b, 0);
      expect(sum).toBe((await ok<EventPage>('GET', `/events?${query}`)).total);
    }
  });

  test('the attribute inspection is found by its value, the workspace record by its uuid', async () => {
    const { inspection } = (await ok<EventDetailView>('GET', `/events/${await web()}`)).attributes;
    expect(inspection).toBe('ecs');
    const [own, ofRecord] = [await count('&is.inspection=ecs'), await count(`&is.inspection=${stage.inspection.uuid}`)];
    // Events of an inspection that was deleted have the attribute, too.
    expect([own, ofRecord > 60]).toEqual([ofRecord + 2, true]);
    expect(await count('&not.inspection=ecs')).toBe((await count('')) - (await count('&is.inspection=ecs')));
  });
});

describe('alerts', () => {
  test('policies are made, bound, changed and deleted', async () => {
    const target = await post<TargetView>('/targets', {
      type: 'dingTalkRobot',
      name: 'robot',
      optSet: { webhook: 'https://oapi.dingtalk.com/robot/send?access_token=abc', secret: 'SEC1' },
    });
    const draft = {
      name: 'night',
      severities: ['critical'],
      targets: [target.uuid],
      silenceSeconds: 600,
      aggregateSeconds: 60,
    };
    const policy = await post<PolicyView>('/policies', draft);
    expect(policy).toMatchObject({ ...draft, complex: false, inspections: [] });
    await ok('PUT', '/inspections/ecs.run/policies', { policies: [policy.uuid] });
    const view = await ok<AlertsView>('GET', '/alerts');
    expect(view.policies.find(({ uuid }) => uuid === policy.uuid)?.inspections).toEqual([stage.inspection.uuid]);
    expect(JSON.stringify(view)).not.toMatch(/access_token|SEC1/);
    const changed = await ok<PolicyView>('PUT', `/policies/${policy.uuid}`, { ...draft, silenceSeconds: 0 });
    expect(changed.silenceSeconds).toBe(0);
    await ok('DELETE', `/policies/${policy.uuid}`);
    await ok('DELETE', `/targets/${target.uuid}`);
    expect((await ok<AlertsView>('GET', '/alerts')).policies.map(({ name }) => name)).toEqual(['production']);
  });

  test.each([
    [{ targets: ['notify_x'], severities: ['critical'] }, 'name'],
    [{ name: 'x', targets: [], severities: ['critical'] }, 'targets'],
    [{ name: 'x', targets: ['notify_x'], severities: ['severe'] }, 'status'],
    [{ name: 'x', targets: ['notify_x'], severities: ['critical'], silenceSeconds: -1 }, 'silentTimeout'],
  ])('the policy %j is refused', async (draft, field) => {
    const { status, data } = await ask<Refusal>('POST', '/policies', draft);
    expect([status, data.error.message.en]).toEqual([400, expect.stringContaining(field)]);
  });

  test('a policy of several rules is not cut down to one', async () => {
    const { records } = stage.workspace;
    const rule = { targets: [{ to: ['notify_x'], status: 'critical' }] };
    const { uuid } = records.create('policy', {
      name: 'complex',
      desc: '',
      ruleTimezone: 'UTC',
      checkerUUIDs: [],
      alertOpt: {
        silentTimeout: 0,
        aggInterval: 0,
        aggFields: [],
        alertTarget: [{ ...rule, crontab: '0 8 * * *', crontabDuration: 60 }, rule],
      },
      status: 0,
    });
    const draft = {
      name: 'x',
      severities: ['critical'],
      targets: ['notify_x'],
      silenceSeconds: 0,
      aggregateSeconds: 0,
    };
    expect((await ask('PUT', `/policies/${uuid}`, draft)).status).toBe(409);
    expect(records.get('policy', uuid)?.name).toBe('complex');
    records.remove('policy', uuid);
  });
});

describe('scripts', () => {
  test('a new one is made from a template, edited, run and published', async () => {
    await post('/scripts', { id: 'team/mine', from: 'ecs' });
    const path = `/scripts/${encodeURIComponent('team/mine')}`;
    const { draft = '', published } = await ok<ScriptDetail>('GET', path);
    expect(published).toBe('');
    // State is kept under an inspection's id: a copy must not share it.
    expect(draft).toContain("id: 'team-mine'");
    await ok('PUT', `${path}/draft`, { text: `${draft}// mine\n` });
    const task = await post<TaskView>(`${path}/run`);
    expect(task.origin).toBe('draft');
    await stage.host.wait(task.id, 30);
    await post(`${path}/publish`);
    expect((await ok<ScriptDetail>('GET', path)).published).toContain('// mine');
    await ok('DELETE', path);
    expect((await ask('GET', path)).status).toBe(404);
  });

  test.each([
    [{ id: 'Team', from: 'ecs' }, 400],
    [{ id: '../x', from: 'ecs' }, 400],
    [{ id: 'databases', from: 'ecs' }, 409],
    [{ id: 'mine', from: 'nothing' }, 404],
  ])('the new script %j is refused', async (body, status) => {
    expect((await ask('POST', '/scripts', body)).status).toBe(status);
  });

  test('a shipped script stays as it is', async () => {
    expect((await ask('PUT', '/scripts/ecs/draft', { text: 'x' })).status).toBe(409);
    expect((await ask('DELETE', '/scripts/ecs')).status).toBe(409);
  });

  test('what cannot be published says why', async () => {
    await post('/scripts', { id: 'broken', from: 'ecs' });
    await ok('PUT', '/scripts/broken/draft', { text: 'nothing' });
    const { status, data } = await ask<Refusal>('POST', '/scripts/broken/publish', {});
    expect([status, data.error.message.en]).toEqual([400, expect.stringContaining('exports no')]);
    await ok('DELETE', '/scripts/broken');
  });
});

test('things have names in both languages', async () => {
  const names = await ok<Names>('GET', '/names');
  expect(names.checkers['ecs-cpu-high']?.zh).toMatch(/CPU/);
  expect(names.products.ecs?.en).toBe('Elastic Compute Service');
  // What is told of an inspection itself, too.
  for (const id of ['inspection-registration', 'inspection-parameters', 'inspection-delivery-late']) {
    expect([id, names.checkers[id]?.zh]).toEqual([id, expect.stringMatching(/巡检|事件/)]);
  }
  expect(names.inspections[stage.inspection.uuid]?.en).toBe('ECS inspection');
});

test('a host that is not editable says so, and refuses', async () => {
  const other = await openStage({ editable: false });
  const mine = [stage, cookie, csrf] as const;
  try {
    stage = other;
    const { data, headers } = await ask<{ csrf: string; editable: boolean }>('POST', '/session', {
      password: PASSWORD,
    });
    cookie = (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    csrf = data.csrf;
    expect(data.editable).toBe(false);
    expect((await ask<Refusal>('POST', '/scripts', { id: 'x', from: 'ecs' })).data.error.code).toBe('read-only');
    expect((await ask('GET', '/scripts/ecs')).status).toBe(200);
    await ok('DELETE', '/session');
    expect((await ask('GET', '/inspections')).status).toBe(401);
  } finally {
    [stage, cookie, csrf] = mine;
    await other.close();
  }
});
