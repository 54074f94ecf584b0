import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import axios, { type AxiosResponse } from 'axios';
import { EMULATOR_KEY, startEmulator, type Emulator } from '../../emulator';
import { createAuth, type AuthOptions } from '../../host/auth';
import { readSettings, type Settings } from '../../host/config';
import { openHistory, type History } from '../../host/history';
import { createLog } from '../../host/log';
import { sealPassword } from '../../host/passwords';
import { startServer, type FunctionServer } from '../../cli/serve';
import type { Json } from '../workspace/client';
import { ROOT, compile, dataOf, leave, newFolder, script, summary } from './stage';

jest.setTimeout(120_000);
beforeAll(compile);

const servers: FunctionServer[] = [];
const emulators: Emulator[] = [];
const histories: History[] = [];
afterEach(async () => {
  for (const history of histories.splice(0)) history.close();
  for (const server of servers.splice(0)) await server.close();
  for (const emulator of emulators.splice(0)) await emulator.close();
  await leave();
});

interface Lab {
  readonly server: FunctionServer;
  readonly data: string;
  readonly logged: string[];
  readonly token: string;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<AxiosResponse<Json>>;
  /** With the token. */
  api(method: string, path: string, body?: unknown): Promise<AxiosResponse<Json>>;
}

async function lab(
  scripts: Readonly<Record<string, string>> = {},
  more: Partial<Settings> = {},
  data = newFolder(),
): Promise<Lab> {
  const folder = newFolder();
  for (const [name, text] of Object.entries(scripts)) writeFileSync(join(folder, name), text);
  const settings = {
    ...readSettings({ port: 0, data, scripts: folder, language: 'en', shipped: 'off' }, {}),
    ...{ jitterSeconds: 0, memoryMiB: 256, graceSeconds: 1, stopSeconds: 0, keyFile: join(data, 'key') },
    ...more,
  };
  const logged: string[] = [];
  const server = await startServer(
    settings,
    createLog('json', (line) => logged.push(line)),
  );
  servers.push(server);
  const token = readFileSync(join(data, 'token'), 'utf8').trim();
  const url = server.url.replace('0.0.0.0', '127.0.0.1');
  const ask: Lab['ask'] = (method, path, body, headers) =>
    axios.request({
      ...{
        method,
        url: `${url}${path}`,
        data: body,
        headers,
        validateStatus: () => true,
        proxy: false,
        maxRedirects: 0,
      },
    });
  return {
    ...{ server, data, logged, token, ask },
    api: (method, path, body) => ask(method, path, body, { authorization: `Bearer ${token}` }),
  };
}

const A = { 'a.js': script('a', `console.log('seen'); ${summary('configs')}`) };
const modeOf = (file: string) => statSync(file).mode & 0o777;

describe('the API', () => {
  it('refuses whoever has no token', async () => {
    const on = await lab(A);
    for (const headers of [{}, { authorization: 'Bearer ai_wrong' }, { authorization: on.token }, { cookie: 'x=y' }]) {
      const { status, data } = await on.ask('GET', '/api/v1/func-list', undefined, headers as Record<string, string>);
      expect([status, data.ok, data.reason, data.data]).toEqual([401, false, 'EUserAuth', undefined]);
    }
    expect((await on.ask('POST', '/api/v1/func/a.run', {})).status).toBe(401);
    expect(on.server.host.tasks()).toEqual([]);
  });

  it('lists functions and calls one, waiting for its result', async () => {
    const on = await lab(A);
    const list = await on.api('GET', '/api/v1/func-list');
    expect(list.data).toMatchObject({ ok: true, error: 200, traceId: expect.stringMatching(/^TRACE-/) });
    expect(list.data.data).toMatchObject([
      {
        id: 'a.run',
        definition: 'run(configs=None, regions=None, params=None)',
        extraConfigJSON: { timeout: 60, fixedCronExpr: '0 3 1 1 *' },
      },
    ]);
    const { status, data } = await on.api('POST', '/api/v1/func/a.run', { kwargs: { configs: { regions: ['r'] } } });
    expect([status, dataOf(data.data.result)]).toEqual([200, { regions: ['r'] }]);
    const record = await on.api('GET', `/api/v1/task/${data.data.taskId}`);
    expect(record.data.data).toMatchObject({ functionId: 'a.run', origin: 'api', status: 'success', logs: ['seen'] });
  });

  it('calls one at once, tells how it is, and cancels it', async () => {
    const forever =
      'await new Promise((r) => { const t = setInterval(() => 0, 99); options.signal.onabort = () => { clearInterval(t); r() } });';
    const on = await lab({ 'a.js': script('a', forever) });
    const { data } = await on.api('POST', '/api/v1/func/a.run', { options: { async: true } });
    const { id } = data.data;
    const waited = await on.api('POST', '/api/v1/func/a.run', { options: { timeout: 1 } });
    expect([waited.status, waited.data.reason, waited.data.detail.code]).toEqual([599, 'EFuncFailed', 'overlap']);
    expect((await on.api('GET', `/api/v1/task/${id}`)).data.data.status).toBe('running');
    expect((await on.api('POST', `/api/v1/task/${id}/cancel`)).data.data.status).toBe('cancelled');
    const list = (await on.api('GET', '/api/v1/task-list?funcId=a.run&status=cancelled')).data.data;
    expect(list.map((task: Json) => [task.id, task.result])).toEqual([[id, undefined]]);
  });

  it('stops waiting in time, and the task goes on', async () => {
    const on = await lab({ 'a.js': script('a', `await new Promise((r) => setTimeout(r, 3000)); ${summary('1')}`) });
    const { status, data } = await on.api('POST', '/api/v1/func/a.run', { options: { timeout: 1 } });
    expect([status, data.error, data.reason]).toEqual([599, 599.99, 'EWorkerNoResponse']);
    expect((await on.server.host.wait(data.detail.taskId, 60)).status).toBe('success');
  });

  it.each<[string, string, unknown, number, string]>([
    ['GET', '/api/v1/func/nope.run', undefined, 404, 'there is no function "nope.run"'],
    ['POST', '/api/v1/func/nope.run', {}, 404, 'there is no function "nope.run"'],
    ['POST', '/api/v1/func/a.run', '{', 400, 'the body is not JSON'],
    ['POST', '/api/v1/func/a.run', { kwargs: 1 }, 400, 'kwargs must be an object'],
    ['POST', '/api/v1/func/a.run', { options: { timeout: 0 } }, 400, 'options.timeout must be between 1 and 3600'],
    ['POST', '/api/v1/func/a.run', { options: { async: 'yes' } }, 400, 'options.async must be true or false'],
    ['POST', '/api/v1/func/a.run', { configs: {} }, 400, 'configs is not known here; known are kwargs, options'],
    ['POST', '/api/v1/func/a.run', { kwargs: { config: {} } }, 400, 'kwargs.config is not known here'],
    ['POST', '/api/v1/func/a.run', { options: { wait: 1 } }, 400, 'options.wait is not known here'],
    ['GET', '/api/v1/task/nope', undefined, 404, 'there is no task "nope"'],
    ['GET', '/api/v1/task-list?status=nope', undefined, 400, 'status: "nope"'],
    ['GET', '/api/v1/task-list?limit=501', undefined, 400, 'limit'],
    ['GET', '/api/v1/nope', undefined, 404, 'no such route'],
    ['GET', '/api/v1/func/%E0%A4%A', undefined, 400, 'the path is not valid'],
    ['POST', '/api/v1/account/A%20b', { accessKeyId: 'a', accessKeySecret: 'b' }, 400, 'name:'],
    ['POST', '/api/v1/account/a', { accessKeyId: 'a b', accessKeySecret: 'b' }, 400, 'accessKeyId:'],
    ['POST', '/api/v1/account/a', { accessKeyId: 'a', accessKeySecret: 'b', regions: [] }, 400, 'regions:'],
    ['POST', '/api/v1/account/a', { accessKeyId: 'a', accessKeySecret: 'b', region: 'cn-hangzhou' }, 400, 'region'],
  ])('%s %s with %j answers %i', async (method, path, body, status, message) => {
    const on = await lab(A);
    const answer = await on.api(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.data).toMatchObject({ ok: false, error: status });
    expect(answer.data.message).toContain(message);
    expect(on.server.host.tasks()).toEqual([]);
  });

  it('serves beside a script with a wrong schedule or timeout, whose problem it is', async () => {
    const declared = (id: string, more: string) => ({ [`${id}.js`]: script(id, summary('1'), more) });
    const bad = { ...declared('b', "schedule: 'every day'"), ...declared('c', 'timeoutSeconds: undefined') };
    const { host } = (await lab({ ...A, ...bad })).server;
    expect(host.functions().map((one) => one.id)).toEqual(['a.run']);
    expect(host.scripts().map((one) => one.problem)).toEqual([
      undefined,
      'schedule: "every day" has 2 fields, cron has five (minute hour day month weekday)',
      'timeoutSeconds: is missing',
    ]);
  });

  it('starts nothing while it stops, and says so', async () => {
    const until =
      'await new Promise((r) => { const t = setInterval(() => 0, 99); options.signal.onabort = () => { clearInterval(t); r() } });';
    const on = await lab({ ...A, 'b.js': script('b', until) }, { stopSeconds: 60 });
    const { data } = await on.api('POST', '/api/v1/func/b.run', { options: { async: true } });
    const closed = servers.pop()?.close();
    const refused = await on.api('POST', '/api/v1/func/a.run');
    expect([refused.status, refused.data.reason]).toEqual([503, 'EStopping']);
    await on.server.host.cancel(data.data.id);
    await closed;
  });

  it('pauses and resumes a function', async () => {
    const on = await lab(A);
    expect((await on.api('POST', '/api/v1/func/a.run/pause')).data.data.trigger).toMatchObject({
      paused: true,
      next: [],
    });
    expect((await on.api('POST', '/api/v1/func/a.run/resume')).data.data.trigger.next).toHaveLength(3);
  });
});

describe('signing in', () => {
  const request = (headers: Record<string, string> = {}, method = 'GET', remoteAddress = '127.0.0.1') =>
    ({ method, headers: { host: 'localhost:9300', ...headers }, socket: { remoteAddress } }) as unknown as Parameters<
      FunctionServer['auth']['authenticate']
    >[0];
  const folderOfADoor = () => {
    const directory = newFolder();
    const history = openHistory(directory);
    histories.push(history);
    return { directory, db: history.db, secure: false };
  };
  const door = (more: Pick<AuthOptions, 'proxy' | 'now'>) => createAuth({ ...folderOfADoor(), ...more });
  const sessionOf = async ({ server }: Lab, password = server.first.password ?? '') => {
    const outcome = await server.auth.signIn(request(), { password });
    if (!('user' in outcome)) throw new Error(JSON.stringify(outcome));
    return { ...outcome, cookie: outcome.cookie, pair: outcome.cookie.split(';')[0] ?? '' };
  };

  it('makes a password and a token at the first start only, readable by their owner', async () => {
    const on = await lab();
    const { password, token } = on.server.first;
    expect(password).toMatch(/^[\w-]{20}$/);
    expect(token).toBe(on.token);
    for (const file of ['token', 'key', 'host.db']) expect(modeOf(join(on.data, file))).toBe(0o600);
    await servers.pop()?.close();
    const again = await lab({}, {}, on.data);
    expect([again.server.first, again.token]).toEqual([{}, token]);
    await sessionOf(again, password);
    await servers.pop()?.close();
    expect(readFileSync(join(on.data, 'host.db'), 'latin1')).not.toContain(password);
  });

  it('keeps password and token only once it serves and they were shown', async () => {
    const [taken, data] = [await lab(), newFolder()];
    const made = () => existsSync(join(data, 'token'));
    const seen: unknown[] = [];
    const keyFile = join(newFolder(), 'key');
    const given = readSettings({ port: new URL(taken.server.url).port, data, keyFile }, {});
    const settings = { ...given, shipped: 'off' } as const;
    const start = (port: number) =>
      startServer(
        { ...settings, port },
        () => undefined,
        (first) => seen.push([Object.keys(first), made()]),
      );
    await expect(start(settings.port)).rejects.toThrow('is in use');
    expect([seen, made()]).toEqual([[], false]);
    servers.push(await start(0));
    expect([seen, made()]).toEqual([[[['password', 'token'], false]], true]);
  });

  it('lets a session read with its cookie, and change with its CSRF token from its own page', async () => {
    const on = await lab({}, { shipped: 'paused' });
    const { auth } = on.server;
    const { user, pair, cookie } = await sessionOf(on);
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    expect(auth.authenticate(request({ cookie: `a=b; ${pair}` }))).toMatchObject({ kind: 'session', user });
    expect(auth.authenticate(request({ cookie: `${pair}x` }))).toBeUndefined();
    const post = (headers: Record<string, string>) => auth.authenticate(request({ cookie: pair, ...headers }, 'POST'));
    const csrf = { 'x-csrf-token': user.csrf };
    expect(post({})).toBeUndefined();
    expect(post({ 'x-csrf-token': 'wrong' })).toBeUndefined();
    expect(post({ ...csrf, origin: 'https://evil.example' })).toBeUndefined();
    expect(post({ ...csrf, origin: 'http://localhost:9300' })).toMatchObject({ kind: 'session' });
    expect(post(csrf)).toMatchObject({ kind: 'session' });
    const overHttp = (headers: Record<string, string>) => on.ask('POST', '/api/v1/func/ecs.run/pause', {}, headers);
    expect((await overHttp({ cookie: pair })).status).toBe(401);
    expect((await overHttp({ cookie: pair, ...csrf })).status).toBe(200);
    expect(auth.signOut(request({ cookie: pair }))).toMatch(/=; .*Max-Age=0/);
    expect(auth.user(request({ cookie: pair }))).toBeUndefined();
  });

  it('makes an address wait that guesses, many at once too', async () => {
    const clock = { ms: 0 };
    const { auth, first, keep } = await door({ proxy: false, now: () => clock.ms });
    keep();
    const guesses = Array.from({ length: 12 }, () => auth.signIn(request(), { password: 'wrong' }));
    const outcomes = await Promise.all(guesses);
    // One is looked at, the others are not even counted.
    expect(outcomes.filter((one) => 'retryAfterSeconds' in one && one.retryAfterSeconds === 0)).toHaveLength(1);
    for (let i = 0; i < 4; i++) {
      expect(await auth.signIn(request(), { password: 'wrong' })).toEqual({ retryAfterSeconds: 0 });
    }
    const right = { password: first.password ?? '' };
    expect(await auth.signIn(request(), right)).toEqual({ retryAfterSeconds: 1 });
    expect(await auth.signIn(request({}, 'GET', '192.0.2.7'), right)).toHaveProperty('cookie');
    // Not behind a declared proxy: whoever asks could write this.
    expect(await auth.signIn(request({ 'x-forwarded-for': '192.0.2.8' }), right)).toEqual({ retryAfterSeconds: 1 });
    clock.ms += 1000;
    expect(await auth.signIn(request(), { password: 'wrong' })).toEqual({ retryAfterSeconds: 0 });
    expect(await auth.signIn(request(), right)).toEqual({ retryAfterSeconds: 2 });
    clock.ms += 2000;
    expect(await auth.signIn(request(), right)).toHaveProperty('cookie');
  });

  it('believes the addresses that a named proxy forwards, and nobody else', async () => {
    const options = folderOfADoor();
    const { first, keep, auth: unnamed } = await createAuth({ ...options, proxy: true });
    keep();
    const right = { password: first.password ?? '' };
    for (let i = 0; i < 5; i++)
      await unnamed.signIn(request({ 'x-forwarded-for': `192.0.2.${i}` }), { password: 'wrong' });
    expect(await unnamed.signIn(request({ 'x-forwarded-for': '192.0.2.99' }), right)).toEqual({ retryAfterSeconds: 1 });
    const { auth } = await createAuth({ ...options, proxy: ['10.0.0.0/24'] });
    const via = (forwarded: string) => request({ 'x-forwarded-for': forwarded }, 'GET', '::ffff:10.0.0.5');
    for (let i = 0; i < 5; i++) await auth.signIn(via(`198.51.100.${i}, 192.0.2.8, 10.0.0.9`), { password: 'wrong' });
    expect(await auth.signIn(via('192.0.2.8'), right)).toEqual({ retryAfterSeconds: 1 });
    expect(await auth.signIn(via('192.0.2.9'), right)).toHaveProperty('cookie');
  });

  it('ends sessions that are not used, and old ones', async () => {
    const clock = { ms: 0 };
    const hour = 3_600_000;
    const { auth, first, keep } = await door({ proxy: false, now: () => clock.ms });
    keep();
    const signIn = async () => {
      const outcome = await auth.signIn(request(), { password: first.password ?? '' });
      return request({ cookie: 'cookie' in outcome ? (outcome.cookie.split(';')[0] ?? '') : '' });
    };
    const [idle, busy] = [await signIn(), await signIn()];
    for (; clock.ms < 9 * hour; clock.ms += hour) expect(auth.user(busy)).toBeDefined();
    expect([auth.user(idle), auth.user(busy)?.name]).toEqual([undefined, 'admin']);
    for (; clock.ms < 7 * 24 * hour; clock.ms += hour) expect(auth.user(busy)).toBeDefined();
    clock.ms += hour;
    expect(auth.user(busy)).toBeUndefined();
  });

  it('takes over the one operator of a former version, once', async () => {
    const data = newFolder();
    const sealed = await sealPassword('the password of before');
    writeFileSync(join(data, 'auth.json'), JSON.stringify({ ...sealed, first: false }), { mode: 0o600 });
    const on = await lab({}, {}, data);
    expect([on.server.first.password, existsSync(join(data, 'auth.json'))]).toEqual([undefined, false]);
    const { user } = await sessionOf(on, 'the password of before');
    expect(user).toMatchObject({ name: 'admin', role: 'administer', firstPassword: false });
  });

  it('changes the password, and ends other sessions', async () => {
    const on = await lab();
    const { auth, first } = on.server;
    const [own, other] = [await sessionOf(on), await sessionOf(on)];
    expect(own.user.firstPassword).toBe(true);
    const change = (current: string, next: string) => auth.changePassword(request({ cookie: own.pair }), current, next);
    await expect(change(first.password ?? '', 'short')).rejects.toThrow('next: has to have 12 to');
    await expect(change(first.password ?? '', 'Passw0rd1234!')).rejects.toThrow('next: is too common');
    await expect(change(first.password ?? '', first.password ?? '')).rejects.toThrow('next: is the password');
    await expect(change('wrong', 'long enough to be good')).rejects.toThrow('current: is not the password');
    await change(first.password ?? '', 'long enough to be good');
    expect(auth.user(request({ cookie: own.pair }))).toMatchObject({ firstPassword: false });
    expect(auth.user(request({ cookie: other.pair }))).toBeUndefined();
    expect(await auth.signIn(request(), { password: first.password ?? '' })).toEqual({ retryAfterSeconds: 0 });
    await sessionOf(on, 'long enough to be good');
  });

  it('sets strict headers on every answer, and marks cookies of a secure way', async () => {
    const on = await lab({}, { proxy: true });
    const { headers } = await on.ask('GET', '/nothing');
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
    // Longer than a proxy in front keeps its connections.
    expect(headers).toMatchObject({ 'keep-alive': 'timeout=65' });
    expect(headers['strict-transport-security']).toBeDefined();
    expect((await sessionOf(on)).cookie).toMatch(/; Secure$/);
  });
});

describe('operations', () => {
  it('logs time, level and message of its own, whatever the facts are called', () => {
    const lines: string[] = [];
    const log = createLog('json', (line) => lines.push(line));
    log('error', 'task failure', { task: 't', code: 'config', message: 'no keys', level: 1, time: 2 });
    expect(JSON.parse(lines.join(''))).toEqual({
      ...{ time: expect.stringMatching(/^\d{4}-/), level: 'error', message: 'task failure', task: 't', code: 'config' },
      facts: { message: 'no keys', level: 1, time: 2 },
    });
  });

  it('tells its health to anybody and its metrics to this machine', async () => {
    const on = await lab({ ...A, 'b.js': script('b', "throw new Error('x')") });
    expect((await on.ask('GET', '/healthz')).data).toMatchObject({ status: 'ok', running: 0, waiting: 0 });
    await on.api('POST', '/api/v1/func/b.run', {});
    const { data, headers } = await on.ask('GET', '/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(data).toMatch(/^aliyun_inspection_runs_total\{inspection="b",status="failure"\} 1$/m);
    expect(data).toMatch(/^aliyun_inspection_run_duration_seconds_count\{inspection="b"\} 1$/m);
    expect(data).toMatch(/^aliyun_inspection_tasks\{state="running"\} 0$/m);
  });

  it('tells of the last run after a restart, though later ones failed', async () => {
    const body = `if (configs) throw new Error('x'); ${summary('1')}`;
    const on = await lab({ 'a.js': script('a', body) });
    await on.api('POST', '/api/v1/func/a.run');
    await on.api('POST', '/api/v1/func/a.run', { kwargs: { configs: {} } });
    const told = async (from: Lab) =>
      String((await from.ask('GET', '/metrics')).data).match(
        /^aliyun_inspection_(findings|assets|complete|last_run).*/gm,
      );
    const before = await told(on);
    expect(before).toContain('aliyun_inspection_findings{inspection="a",severity="error"} 1');
    expect(before).toContainEqual(expect.stringMatching(/^aliyun_inspection_last_run_timestamp_seconds\{.*\} \d/));
    await servers.pop()?.close();
    const again = await lab({ 'a.js': script('a', body) }, {}, on.data);
    expect(await told(again)).toEqual(before);
    expect((await again.ask('GET', '/metrics')).data).not.toContain('runs_total{');
  });

  it('shuts what is dangerous where a network can listen, unless that is taken care of', async () => {
    const wide = await lab(A, { host: '0.0.0.0' });
    expect(wide.server.host.editable).toBe(false);
    expect((await wide.ask('GET', '/metrics')).status).toBe(401);
    expect((await wide.api('GET', '/metrics')).status).toBe(200);
    const behind = await lab(A, { proxy: true });
    expect((await behind.ask('GET', '/metrics', undefined, { 'x-forwarded-for': '192.0.2.7' })).status).toBe(401);
    expect((await behind.api('GET', '/metrics')).status).toBe(200);
    const keys = { accessKeyId: 'LTAI5tKeyOfATest0abcd', accessKeySecret: 'secret-of-a-test' };
    expect((await wide.api('POST', '/api/v1/account/default', keys)).status).toBe(403);
    expect(wide.logged.join('')).toContain('editing is switched off');
    expect((await lab(A, { host: '0.0.0.0', proxy: true })).server.host.editable).toBe(true);
    expect((await lab(A, { editing: false })).server.host.editable).toBe(false);
  });

  it('does not answer a name that is not its own', async () => {
    const on = await lab(A);
    expect((await on.ask('GET', '/metrics', undefined, { host: 'evil.example' })).status).toBe(421);
    expect((await on.ask('GET', '/metrics', undefined, { host: 'localhost:1' })).status).toBe(200);
    const named = await lab(A, { allowedHosts: ['inspect.example'], proxy: true });
    expect((await named.ask('GET', '/metrics', undefined, { host: 'inspect.example' })).status).toBe(401);
    expect((await named.ask('GET', '/metrics', undefined, { host: 'evil.example' })).status).toBe(421);
  });

  const openssl = spawnSync('openssl', ['version']).status === 0;
  const selfSigned = (cert: string, key: string) => {
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost'];
    spawnSync('openssl', [...request, '-keyout', key, '-out', cert]);
  };
  (openssl ? it : it.skip)('serves HTTPS with a certificate of its own', async () => {
    const folder = newFolder();
    const [tlsCert, tlsKey] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    selfSigned(tlsCert, tlsKey);
    const { server } = await lab({}, { tlsCert, tlsKey, host: '0.0.0.0' });
    expect(server.url).toMatch(/^https:/);
    expect(server.host.editable).toBe(true);
    const httpsAgent = new Agent({ ca: readFileSync(tlsCert), servername: 'localhost' });
    const url = server.url.replace('0.0.0.0', '127.0.0.1');
    const { data, headers } = await axios.get(`${url}/healthz`, { httpsAgent, proxy: false });
    expect([data.status, headers['strict-transport-security']]).toEqual(['ok', 'max-age=31536000']);
  });

  it('names the setting that it cannot start with', async () => {
    const [folder, taken] = [newFolder(), await lab()];
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const garbage = file('garbage.pem', 'no PEM');
    const cases: [Partial<Settings>, string][] = [
      [{ tlsCert: garbage, tlsKey: garbage }, `tlsCert: ${garbage} is no certificate in PEM`],
      [{ keyFile: join(folder, 'none', 'key') }, `keyFile: ${join(folder, 'none')} is not there`],
      [{ host: '192.0.2.1' }, 'host: 192.0.2.1 is no address of this machine'],
      [{ workspacePort: Number(new URL(taken.server.workspace.openapi).port) }, 'workspacePort: port'],
    ];
    if (openssl) {
      const [tlsCert, tlsKey, other] = ['cert', 'key', 'other'].map((name) => join(folder, `${name}.pem`));
      selfSigned(tlsCert ?? '', tlsKey ?? '');
      spawnSync('openssl', ['genrsa', '-out', other ?? '', '2048']);
      cases.push([{ tlsCert, tlsKey: garbage }, `tlsKey: ${garbage} is no key in PEM`]);
      cases.push([{ tlsCert, tlsKey: other }, `tlsKey: ${other} is not the key of ${tlsCert}`]);
    }
    for (const [settings, message] of cases) {
      await expect(lab({}, settings)).rejects.toMatchObject({
        ...{ code: 'config', field: message.split(':')[0], message: expect.stringContaining(message) },
      });
    }
  });

  it('holds its data alone, and says so', async () => {
    const on = await lab();
    await expect(lab({}, {}, on.data)).rejects.toThrow('another host is running on it');
    expect((await on.ask('GET', '/healthz')).status).toBe(200);
  });

  it('takes no harm from what is no HTTP', async () => {
    const on = await lab();
    const socket = connect(Number(new URL(on.server.url).port), '127.0.0.1');
    socket.write('GET //[ HTTP/1.1\r\nHost: localhost\r\n\r\n\x00garbage\r\n\r\n');
    socket.resume();
    await once(socket, 'close');
    expect((await on.ask('GET', '/healthz')).status).toBe(200);
  });
});

describe('accounts', () => {
  const KEYS = { accessKeyId: 'LTAI5tKeyOfATest0abcd', accessKeySecret: 'the-secret-of-a-test' };
  const accountsOf = (...all: string[]) => {
    const specs = all.map((one) => `{ name: 'x', credentials: require('aliyun-inspection').${one}, regions: 'all' }`);
    return `accounts: [${specs.join()}]`;
  };

  it('are encrypted where they lie, and never told again', async () => {
    const on = await lab();
    const { status, data } = await on.api('POST', '/api/v1/account/default', { ...KEYS, regions: ['cn-hangzhou'] });
    expect([status, data.data.accessKeyId, data.data.regions]).toEqual([200, 'LTAI****abcd', ['cn-hangzhou']]);
    const list = await on.api('GET', '/api/v1/account-list');
    expect(list.data.data).toEqual([data.data]);
    expect(JSON.stringify([data, list.data])).not.toContain(KEYS.accessKeySecret);
    await servers.pop()?.close();
    const stored = readFileSync(join(on.data, 'host.db'), 'latin1');
    expect(stored).toContain('LTAI****abcd');
    for (const secret of Object.values(KEYS)) expect(stored).not.toContain(secret);
    const key = readFileSync(join(on.data, 'key'), 'utf8');
    writeFileSync(join(on.data, 'key'), `${Buffer.alloc(32).toString('base64')}\n`);
    await expect(lab({}, {}, on.data)).rejects.toThrow('is not the key of');
    rmSync(join(on.data, 'key'));
    await expect(lab({}, {}, on.data)).rejects.toThrow('key is missing');
    writeFileSync(join(on.data, 'key'), key);
    const again = await lab({}, {}, on.data);
    expect(again.server.accounts.list()).toEqual([data.data]);
    await again.api('POST', '/api/v1/account/default/delete');
    expect(again.server.accounts.list()).toEqual([]);
  });

  it('reach the runs that name them, whose log does not show them', async () => {
    const body = `
      const { env } = process;
      console.log(env.ALIBABA_CLOUD_ACCESS_KEY_ID, env.ALIBABA_CLOUD_ACCESS_KEY_SECRET_MY_TEAM);
      ${summary('[env.ALIBABA_CLOUD_ACCESS_KEY_SECRET?.length, env.ALIBABA_CLOUD_ACCESS_KEY_SECRET_MY_TEAM?.length]')}`;
    const on = await lab({ 'a.js': script('a', body, accountsOf('fromEnv()', "fromAccount('my-team')")) });
    on.server.accounts.put({ name: 'default', ...KEYS });
    on.server.accounts.put({ name: 'my-team', ...KEYS, accessKeySecret: 'another-secret' });
    const { data } = await on.api('POST', '/api/v1/func/a.run', {});
    expect(dataOf(data.data.result)).toEqual([20, 14]);
    const { data: record } = await on.api('GET', `/api/v1/task/${data.data.taskId}`);
    expect(record.data.logs).toEqual(['LTAI****abcd ***']);
  });
});

it('inspects an account with a shipped template, and its events are in the local workspace', async () => {
  const emulator = await startEmulator({ port: 0, seed: 1 });
  emulators.push(emulator);
  const before = process.env.ALIYUN_ENDPOINT;
  process.env.ALIYUN_ENDPOINT = emulator.endpoint;
  try {
    const on = await lab({}, { shipped: 'paused' });
    on.server.accounts.put({ name: 'production', ...EMULATOR_KEY, regions: ['cn-hangzhou'] });
    const heard: (number | undefined)[] = [];
    const { id } = on.server.host.call('ecs.run', { origin: 'manual' });
    on.server.host.listen(id, (event) => event.kind === 'change' && heard.push(event.task.progress));
    const task = await on.server.host.wait(id, 100);
    expect(task).toMatchObject({ status: 'success', result: { inspection: 'ecs', complete: true } });
    expect(new Set(task.result?.collections.map((one) => `${one.accountName} ${one.region}`))).toEqual(
      new Set(['production cn-hangzhou']),
    );
    expect(Math.max(...heard.map((share) => share ?? 0))).toBe(1);
    const { store } = on.server.workspace;
    expect(store.checkers()).toMatchObject([{ checker: { jsonScript: { name: 'ECS inspection' } } }]);
    expect((await store.listEvents({}, { limit: 1 })).total).toBe(task.result?.events.anomaly);
    const { data } = await on.ask('GET', '/metrics');
    expect(data).toContain(
      `aliyun_inspection_events_total{inspection="ecs",kind="anomaly"} ${task.result?.events.anomaly}`,
    );
    expect(data).not.toMatch(/^aliyun_inspection_spool_events\{.*\} [1-9]/m);
  } finally {
    if (before === undefined) delete process.env.ALIYUN_ENDPOINT;
    else process.env.ALIYUN_ENDPOINT = before;
  }
});

describe('the command', () => {
  const BIN = join(ROOT, 'cli', 'bin.cjs');
  let config = '';
  beforeEach(() => {
    config = newFolder();
  });
  const environment = (more: Record<string, string> = {}) => ({
    PATH: process.env.PATH,
    TZ: 'UTC',
    LANG: 'en_US.UTF-8',
    XDG_CONFIG_HOME: config,
    ...more,
  });

  async function fails(args: readonly string[], env: Record<string, string> = {}): Promise<[unknown, string]> {
    const data = join(newFolder(), 'data');
    try {
      await promisify(execFile)(process.execPath, [BIN, 'serve', '--data', data, ...args], {
        env: environment(env),
        timeout: 60_000,
      });
      return [0, ''];
    } catch (error) {
      const { code, stderr } = error as { code: unknown; stderr: string };
      return [code, stderr.trim()];
    }
  }

  it.each<[string, unknown, string]>([
    ['an unknown key', { prot: 1 }, 'prot: is not a setting, did you mean port?'],
    ['a key that is like none', { colour: 1 }, 'colour: is not a setting; known are host, port,'],
    ['a number out of bounds', { concurrency: 0 }, 'concurrency: 0 is not a whole number from 1 to 64'],
    ['a number that is none', { port: '93x' }, 'port: "93x" is not a whole number'],
    ['a zone that there is not', { timeZone: 'Mars/Base' }, 'timeZone: "Mars/Base" is not a time zone'],
    ['a word that there is not', { shipped: 'maybe' }, 'shipped: "maybe" is none of active, paused, off'],
    ['half of TLS', { tlsCert: '/nowhere/cert.pem' }, 'tlsKey: is missing beside the other one'],
    ['no object', [], 'is not a JSON object'],
  ])('refuses a file with %s', (_, content, message) => {
    const file = join(newFolder(), 'serve.json');
    writeFileSync(file, JSON.stringify(content));
    const said: unknown = expect.stringContaining(message);
    expect(() => readSettings({}, {}, file)).toThrow(expect.objectContaining({ code: 'config', message: said }));
  });

  it('ends with 2 for a wrong variable, option or file, and for a port that is taken', async () => {
    const taken = await lab();
    const file = (content: unknown) => {
      const path = join(newFolder(), 'serve.json');
      writeFileSync(path, JSON.stringify(content));
      return path;
    };
    const cases: [string[], Record<string, string>, string][] = [
      [['--config', file({ tlsCert: '/nowhere/c', tlsKey: '/nowhere/k' })], {}, 'tlsCert: /nowhere/c cannot be read'],
      [['--config', file({ prot: 1 })], {}, 'prot: is not a setting, did you mean port?'],
      [[], { ALIYUN_INSPECTION_TIME_ZONE: 'x' }, 'ALIYUN_INSPECTION_TIME_ZONE: "x" is not a time zone'],
      [[], { ALIYUN_INSPECTION_MEMORY_MIB: '1' }, 'ALIYUN_INSPECTION_MEMORY_MIB: "1" is not a whole number from 64'],
      [['--port', 'x'], {}, '--port'],
      [['--config', '/nowhere.json'], {}, '--config /nowhere.json cannot be read'],
      [['--port', new URL(taken.server.url).port], {}, 'is in use: choose another'],
    ];
    for (const [args, env, message] of cases) {
      expect(await fails(args, env)).toEqual([2, expect.stringContaining(message)]);
    }
  });

  it('takes the command line before the environment before the file', () => {
    const file = join(newFolder(), 'serve.json');
    writeFileSync(file, JSON.stringify({ port: 1, queue: 1, concurrency: 1, allowedHosts: ['A.example'] }));
    const env = { ALIYUN_INSPECTION_PORT: '2', ALIYUN_INSPECTION_QUEUE: '2', ALIYUN_INSPECTION_EDITING: 'false' };
    const settings = readSettings({ port: 3 }, env, file);
    expect(settings).toMatchObject({ port: 3, queue: 2, concurrency: 1, editing: false, allowedHosts: ['a.example'] });
    expect(settings.keyFile).toBeUndefined();
  });

  it('takes names of the host as they are in a Host header, without a port', () => {
    const names = (allowedHosts: string) => readSettings({ allowedHosts }, {}).allowedHosts;
    expect(names('Inspect.example:8443, 2001:db8::1,[2001:db8::2]:443')).toEqual([
      ...['inspect.example', '[2001:db8::1]', '[2001:db8::2]'],
    ]);
    expect(() => names('a:b:1')).toThrow('is not a host name');
  });

  it('serves, says once where password and token are, and stops at SIGTERM', async () => {
    const data = join(newFolder(), 'data');
    const start = () => {
      const env = environment({ ALIYUN_INSPECTION_LOG: 'json' });
      const child = spawn(process.execPath, [BIN, 'serve', '--port', '0', '--data', data, '--lang', 'en'], { env });
      const said = { out: '', err: '' };
      child.stdout.on('data', (chunk) => (said.out += String(chunk)));
      child.stderr.on('data', (chunk) => (said.err += String(chunk)));
      return { child, said };
    };
    const begun = async ({ said }: ReturnType<typeof start>) => {
      while (!said.err.includes('local workspace at')) await new Promise((resolve) => setTimeout(resolve, 50));
    };
    const first = start();
    await begun(first);
    const lines = first.said.err
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const url = (lines.find((line) => line.message.startsWith('serving at')).message as string).split(' ').at(-1) ?? '';
    expect((await axios.get(`${url}/healthz`, { proxy: false })).data.status).toBe('ok');
    // No terminal: what a log keeps says where the secrets are, and not what they are.
    const files = [...first.said.out.matchAll(/: (\/\S+)$/gm)].map(([, file = '']) => file);
    expect(files).toEqual([join(data, 'first-password'), join(data, 'token')]);
    for (const file of files) {
      expect(modeOf(file)).toBe(0o600);
      expect(first.said.out).not.toContain(readFileSync(file, 'utf8').trim());
    }
    first.child.kill('SIGTERM');
    expect(await once(first.child, 'exit')).toEqual([0, null]);
    expect(first.said.err).toContain('"message":"stopped"');
    const second = start();
    await begun(second);
    expect(second.said.out).toBe('');
    second.child.kill('SIGTERM');
    expect(await once(second.child, 'exit')).toEqual([0, null]);
  });
});
