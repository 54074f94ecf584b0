/** Signing in at another server, with one that runs here. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readSettings } from '../../host/config';
import { createLog } from '../../host/log';
import { startServer, type FunctionServer } from '../../cli/serve';
import { CLIENT, startOidcServer, type OidcServer } from './oidc-server';
import { leave, newFolder } from './stage';

jest.setTimeout(60_000);

let provider: OidcServer;
let server: FunctionServer;
let publicUrl: string;
const logged: string[] = [];

async function freePort(): Promise<number> {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  await new Promise((resolve) => taken.close(resolve));
  return port;
}

beforeAll(async () => {
  provider = await startOidcServer(() => `${publicUrl}/oidc/callback`);
  const [data, elsewhere, port] = [newFolder(), newFolder(), await freePort()];
  publicUrl = `http://127.0.0.1:${port}`;
  const file = join(elsewhere, 'secret');
  writeFileSync(file, `${CLIENT.secret}\n`, { mode: 0o600 });
  const config = join(elsewhere, 'serve.json');
  const oidc = {
    ...{ publicUrl, oidcIssuer: provider.issuer, oidcClientId: CLIENT.id, oidcClientSecretFile: file },
    ...{ oidcRoleClaim: 'groups', oidcRoles: { 'cloud-ops': 'operate', 'cloud-admins': 'administer' } },
  };
  writeFileSync(config, JSON.stringify(oidc));
  const keyFile = join(elsewhere, 'key');
  const given = { port, data, keyFile, scripts: newFolder(), shipped: 'off', language: 'en' };
  server = await startServer(
    readSettings(given, {}, config),
    createLog('plain', (line) => logged.push(line)),
  );
});
afterAll(async () => {
  await server.close();
  await provider.close();
  await leave();
});
beforeEach(() => {
  provider.forged = false;
  provider.claims = { sub: 'subject-1', preferred_username: 'Zhang.Wei', groups: ['staff', 'cloud-ops'] };
});

const cookiesOf = (response: Response) => response.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
const get = (url: string, cookie = '') => fetch(url, { redirect: 'manual', headers: { cookie } });

/** Goes to the other server, which answers at once. @returns the way back, and the cookie to bring */
async function way(): Promise<{ readonly back: string; readonly cookie: string }> {
  const start = await get(`${publicUrl}/oidc/start`);
  const there = await get(start.headers.get('location') ?? '');
  return { back: there.headers.get('location') ?? '', cookie: cookiesOf(start).join('; ') };
}

async function signIn(): Promise<Response> {
  const { back, cookie } = await way();
  return get(back, cookie);
}

const session = async (response: Response) =>
  (await (await get(`${publicUrl}/console/api/session`, cookiesOf(response).join('; '))).json()) as Record<
    string,
    unknown
  >;

it('lets in whoever the other server vouches for, with the role of a group', async () => {
  const response = await signIn();
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('http-equiv="refresh"');
  expect(await session(response)).toMatchObject({
    ...{ user: 'zhang.wei', role: 'operate', accounts: false, changeable: false, firstPassword: false },
  });
  provider.claims = { ...provider.claims, preferred_username: 'renamed', groups: ['cloud-ops', 'cloud-admins'] };
  expect(await session(await signIn())).toMatchObject({ user: 'zhang.wei', role: 'administer', accounts: true });
});

it('offers it to whoever is not signed in', async () => {
  const { elsewhere } = (await (await get(`${publicUrl}/console/api/session`)).json()) as { elsewhere?: string };
  expect(elsewhere).toBe('/oidc/start');
  const start = await get(`${publicUrl}${elsewhere}`);
  const { searchParams } = new URL(start.headers.get('location') ?? '');
  expect(searchParams.get('code_challenge_method')).toBe('S256');
  expect(start.headers.getSetCookie()[0]).toMatch(/; Path=\/oidc; HttpOnly; SameSite=Lax; Max-Age=600$/);
});

it.each<[string, () => void]>([
  [
    'without a group that has a role',
    () => (provider.claims = { sub: 's2', preferred_username: 'wang', groups: ['staff'] }),
  ],
  ['without the claim', () => (provider.claims = { sub: 's2', preferred_username: 'wang' })],
  ['with a token that somebody else has signed', () => (provider.forged = true)],
  ['with a token for another client', () => (provider.claims = { ...provider.claims, aud: 'another' })],
  ['with a token of another issuer', () => (provider.claims = { ...provider.claims, iss: 'https://evil.example' })],
  ['with a token that has expired', () => (provider.claims = { ...provider.claims, exp: 1 })],
  ['with a token of another sign-in', () => (provider.claims = { ...provider.claims, nonce: 'another' })],
  [
    'under the name of somebody with a password',
    () => (provider.claims = { ...provider.claims, sub: 's3', preferred_username: 'admin' }),
  ],
])('lets nobody in %s', async (_, change) => {
  change();
  const response = await signIn();
  expect([response.status, (await session(response)).user]).toEqual([401, undefined]);
});

it('lets nobody in with a code of somebody else, twice, or without the cookie', async () => {
  const [mine, other] = [await way(), await way()];
  const stolen = await get(other.back, mine.cookie);
  expect([stolen.status, (await session(stolen)).user]).toEqual([401, undefined]);
  expect((await get(other.back)).status).toBe(401);
  const good = await get(other.back, other.cookie);
  expect(good.status).toBe(200);
  expect((await get(other.back, other.cookie)).status).toBe(401);
  const altered = await way();
  expect((await get(altered.back.replace(/state=\w/, 'state=x'), altered.cookie)).status).toBe(401);
});

it('writes every sign-in down, and no secret anywhere', () => {
  const page = server.audit.list({ limit: 500 });
  const ours = page.filter(({ what }) => what === 'GET /oidc/callback');
  expect(ours.filter(({ status }) => status === 200).map(({ who }) => who)).toContain('zhang.wei');
  expect(ours.filter(({ status, who }) => status === 401 && who === '-').length).toBeGreaterThan(8);
  expect(JSON.stringify([page, logged])).not.toContain(CLIENT.secret);
});

it('names the setting that is missing', () => {
  expect(() => readSettings({ oidcIssuer: 'https://id.example' }, {})).toThrow('oidcClientId: is missing');
  const some = { oidcIssuer: 'https://id.example', oidcClientId: 'x' };
  expect(() => readSettings(some, {})).toThrow('publicUrl: is missing');
  expect(() => readSettings({ ...some, publicUrl: 'https://inspect.example' }, {})).toThrow('oidcRoles: is missing');
  const roles = (oidcRoles: unknown) =>
    readSettings({ ...some, publicUrl: 'https://inspect.example', oidcRoles }, {}).oidcRoles;
  expect(roles('a=see, b=administer')).toEqual({ a: 'see', b: 'administer' });
  expect(() => roles('a=root')).toThrow('is not groups with roles');
  expect(() => readSettings({ ...some, oidcIssuer: 'http://id.example' }, {})).toThrow('is no address with https');
});
