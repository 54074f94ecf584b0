/** Who may do what, over the console and the API of a host as an operator starts it. */
import { join } from 'node:path';
import { ROUTES } from '../../console/api';
import { declaredRole, declaredRoutes, isPrecious } from '../../console/api/roles';
import type { MeView, NewTokenView, PasswordView, UsersView } from '../../console/api/users';
import { ROUTES as API_ROUTES } from '../../host/api';
import { readSettings } from '../../host/config';
import { createLog } from '../../host/log';
import { mayAs, ROLES, type Role } from '../../host/roles';
import { startServer, type FunctionServer } from '../../cli/serve';
import { leave, newFolder } from '../host/stage';

jest.setTimeout(120_000);

const GOOD = 'long enough to be good';
interface Answer<T> {
  readonly status: number;
  readonly data: T;
}
type Refusal = { readonly error: { readonly code: string; readonly field?: string } };
type Ask = <T = Refusal>(method: string, path: string, body?: unknown) => Promise<Answer<T>>;

let server: FunctionServer;
let admin: Ask;
const agents = new Map<Role, Ask>();
const nameOf = (role: Role) => `may-${role}`;

async function send<T>(
  path: string,
  method: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Answer<T>> {
  const sends = method === 'POST' || method === 'PUT';
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: { ...headers, ...(sends ? { 'content-type': 'application/json' } : {}) },
    ...(sends ? { body: JSON.stringify(body ?? {}) } : {}),
  });
  return { status: answer.status, data: (await answer.json()) as T };
}

/** Somebody who is signed in. */
async function enter(user: string, password: string): Promise<Ask & { readonly firstPassword: boolean }> {
  const answer = await fetch(`${server.url}/console/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': `browser of ${user}` },
    body: JSON.stringify({ user, password }),
  });
  const { csrf, firstPassword, error } = (await answer.json()) as Record<string, never>;
  if (error) throw new Error(JSON.stringify(error));
  const headers = { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', 'x-csrf-token': csrf ?? '' };
  const ask: Ask = (method, path, body) => send(`/console/api${path}`, method, headers, body);
  return Object.assign(ask, { firstPassword: firstPassword === true });
}

/** Enters a user, and changes the first password. */
async function person(name: string, role: Role): Promise<Ask> {
  const { password } = (await admin<PasswordView>('POST', '/users', { name, role })).data;
  const ask = await enter(name, password);
  await ask('POST', '/session/password', { current: password, next: GOOD });
  return ask;
}

beforeAll(async () => {
  const data = newFolder();
  const keyFile = join(newFolder(), 'key');
  const settings = readSettings({ port: 0, data, keyFile, scripts: newFolder(), shipped: 'off', language: 'en' }, {});
  server = await startServer(
    settings,
    createLog('plain', () => undefined),
  );
  const first = await enter('admin', server.first.password ?? '');
  const refused = await first('POST', '/users', { name: 'early', role: 'see' });
  expect([first.firstPassword, refused.status, refused.data.error.code]).toEqual([true, 403, 'first-password']);
  await first('POST', '/session/password', { current: server.first.password, next: GOOD });
  admin = first;
  for (const role of ROLES) agents.set(role, await person(nameOf(role), role));
});
afterAll(async () => {
  await server.close();
  await leave();
});

const filled = (path: string) => path.replace(/\{\w+\}/g, 'nothing');
const as = (role: Role): Ask => {
  const ask = agents.get(role);
  if (!ask) throw new Error(role);
  return ask;
};

// Before the others: of what is refused, the audit keeps sixty a minute.
it('everything that was done is in the audit, with who did it and without any secret', async () => {
  const { password } = (await admin<PasswordView>('POST', '/users', { name: 'li', role: 'see' })).data;
  await enter('li', 'not the password').catch(() => undefined);
  const { token } = (await admin<NewTokenView>('POST', '/tokens', { name: 'of the audit', role: 'see', days: 1 })).data;
  const { data } = await admin<{
    records: { who: string; what: string; status: number; target: string; detail: string }[];
  }>('GET', '/audit');
  const [made, wrong, added] = data.records;
  expect(made).toMatchObject({ who: 'admin', what: 'POST /tokens', status: 200 });
  expect(wrong).toMatchObject({
    who: '-',
    what: 'POST /session',
    status: 401,
    detail: expect.stringContaining('"li"'),
  });
  expect(added).toMatchObject({ who: 'admin', what: 'POST /users', status: 200, detail: '{"name":"li","role":"see"}' });
  for (const secret of [password, token, GOOD]) expect(JSON.stringify(data)).not.toContain(secret);
  await admin('DELETE', '/users/li');
});

describe('the routes of the console', () => {
  const routes = ROUTES.filter((route) => route.open !== true);

  it('each have a least role, and the table has no others', () => {
    const names = routes.map(({ method, path }) => `${method} ${path}`);
    expect(routes.filter((route) => declaredRole(route) === undefined).map(({ path }) => path)).toEqual([]);
    expect([...declaredRoutes()].sort()).toEqual([...names].sort());
  });

  it.each(ROLES)('answer whoever may %s, and refuse what needs more', async (role) => {
    const wrong: string[] = [];
    for (const route of routes) {
      // It would end the session that asks.
      if (route.method === 'DELETE' && route.path === '/session') continue;
      const least = declaredRole(route) ?? 'administer';
      const { status, data } = await as(role)(route.method, filled(route.path));
      const refused = status === 403 && data.error.code === 'role';
      if (refused === mayAs(role, least)) wrong.push(`${route.method} ${route.path}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('that take keys, scripts or users take none with a first password', async () => {
    const { password } = (await admin<PasswordView>('POST', '/users', { name: 'new', role: 'administer' })).data;
    const fresh = await enter('new', password);
    const precious = routes.filter(isPrecious);
    expect(precious.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/accounts', '/scripts', '/users', '/tokens']),
    );
    for (const { method, path } of precious) {
      const { status, data } = await fresh(method, filled(path));
      expect([method, path, status, data.error.code]).toEqual([method, path, 403, 'first-password']);
    }
    expect((await fresh('GET', '/start')).status).toBe(200);
    await admin('DELETE', '/users/new');
  });
});

describe('what will not do', () => {
  const HAN = /\p{Script=Han}/u;
  it.each([
    ['POST', '/users', { name: 'may-see', role: 'see' }, 'name', '已有用户“may-see”'],
    ['POST', '/users', { name: 'Not A Name', role: 'see' }, 'name', '小写字母'],
    ['POST', '/users', { name: 'x', role: 'king' }, 'role', '应为 see、operate、edit、administer 之一'],
    ['POST', '/tokens', { name: '  ', role: 'see', days: 1 }, 'name', '用途'],
    ['POST', '/tokens', { name: 'late', role: 'see', days: 400 }, undefined, 'days 应在 1 到 366 之间'],
    ['POST', '/session/password', { current: 'wrong', next: GOOD }, 'current', '当前密码不对'],
    ['POST', '/session/password', { current: GOOD, next: GOOD }, 'next', '与当前密码相同'],
    ['POST', '/session/password', { current: GOOD, next: 'short' }, 'next', '12 到 1024 个字符'],
    ['POST', '/session/password', { current: GOOD, next: 'password1234' }, 'next', '太常见'],
    ['POST', '/accounts', { name: 'A B', accessKeyId: 'x', accessKeySecret: 'y' }, 'name', '小写字母'],
    ['POST', '/accounts', { name: 'a', accessKeyId: ' ', accessKeySecret: 'y' }, 'accessKeyId', '空白字符'],
    [
      'POST',
      '/targets',
      { type: 'HTTPRequest', name: '', optSet: { url: 'https://example.com' } },
      undefined,
      '不能为空',
    ],
    [
      'POST',
      '/targets',
      { type: 'HTTPRequest', name: 'a', optSet: { url: 'http://169.254.1.1/' } },
      undefined,
      '元数据服务',
    ],
  ])('%s %s %j is said in both languages, and names the field', async (method, path, body, field, zh) => {
    const { status, data } = await admin<{
      error: { code: string; field?: string; message: { zh: string; en: string } };
    }>(method, path, body);
    const { message, ...error } = data.error;
    expect([status, error]).toEqual([400, { code: 'config', ...(field === undefined ? {} : { field }) }]);
    expect(message.zh).toContain(zh);
    expect(message.en).not.toMatch(HAN);
    expect(message.en).toMatch(/[a-z]{3}/);
  });
});

describe('the routes of the API', () => {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const ofToken = (token: string, method: string, path: string) =>
    send<{ reason: string }>(`/api/v1${path}`, method, bearer(token), {});

  it.each(ROLES)('answer a token that may %s, and refuse what needs more', async (role) => {
    const made = await admin<NewTokenView>('POST', '/tokens', { name: role, role, days: 1 });
    for (const { method, path, role: least } of API_ROUTES) {
      const { status, data } = await ofToken(made.data.token, method, path.replace('{id}', 'nothing'));
      const refused = status === 403 && data.reason === 'EForbidden';
      expect([path, refused]).toEqual([path, !mayAs(role, least)]);
    }
    await admin('DELETE', `/tokens/${made.data.view.id}`);
    expect((await ofToken(made.data.token, 'GET', '/func-list')).status).toBe(401);
  });
});

describe('sessions and tokens', () => {
  it('are seen and ended by whose they are, and by administrators', async () => {
    const own = await enter(nameOf('see'), GOOD);
    const mine = async () => (await own<MeView>('GET', '/me')).data;
    const { sessions, role } = await mine();
    expect([role, sessions.length, sessions.map(({ own: one }) => one)]).toEqual(['see', 2, [true, false]]);
    expect(sessions[0]).toMatchObject({ user: nameOf('see'), agent: `browser of ${nameOf('see')}` });
    const all = (await admin<UsersView>('GET', '/users')).data.sessions;
    const others = all.find(({ user }) => user === nameOf('edit'));
    expect((await own('DELETE', `/sessions/${others?.id}`)).data.error.code).toBe('role');
    expect((await admin('DELETE', `/sessions/${sessions[0]?.id}`)).status).toBe(200);
    expect((await own('GET', '/me')).data.error.code).toBe('signed-out');
    expect((await as('see')<MeView>('GET', '/me')).data.sessions).toHaveLength(1);
  });

  it('of one user are of no use to another', async () => {
    const made = await as('edit')<NewTokenView>('POST', '/tokens', { name: 'mine', role: 'see', days: 1 });
    const { id } = made.data.view;
    expect((await as('see')<MeView>('GET', '/me')).data.tokens).toEqual([]);
    expect((await as('see')('DELETE', `/tokens/${id}`)).data.error.code).toBe('role');
    const more = await as('see')('POST', '/tokens', { name: 'more', role: 'edit', days: 1 });
    expect([more.status, more.data.error.field]).toEqual([400, 'role']);
    expect((await as('edit')('DELETE', `/tokens/${id}`)).status).toBe(200);
  });

  it('follow the role of their user at once, and end with it', async () => {
    const ask = await person('wang', 'operate');
    const run = () => ask('POST', '/inspections/nothing/run');
    expect((await run()).status).toBe(404);
    await admin('PUT', '/users/wang', { role: 'see' });
    expect((await run()).data.error.code).toBe('role');
    const { password } = (await admin<PasswordView>('POST', '/users/wang/password')).data;
    expect((await run()).data.error.code).toBe('signed-out');
    const again = await enter('wang', password);
    await admin('DELETE', '/users/wang');
    expect((await again('GET', '/me')).data.error.code).toBe('signed-out');
    await expect(enter('wang', password)).rejects.toThrow('The user or the password is wrong');
  });
});
