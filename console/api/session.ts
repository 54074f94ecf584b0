import { CHECKERS, COLLECTORS } from '../../scripts/registry.gen';
import { TOLD_OF_INSPECTIONS } from '../../lib/inspection';
import type { Text } from '../../lib/model';
import type { Names, SessionView } from './api';
import type { ConsoleUser } from './auth';
import { mayAs } from '../../host/roles';
import { ConsoleFault, notFound } from './http';
import type { Desk, Route } from './http';
import { inspections } from './inspections';
import { refusedTo } from './roles';

const NAMED = [...COLLECTORS, ...TOLD_OF_INSPECTIONS.map(({ asset }) => asset)];
const LIBRARY = {
  checkers: Object.fromEntries([...CHECKERS, ...TOLD_OF_INSPECTIONS].map(({ id, title }) => [id, title])),
  products: Object.fromEntries(NAMED.map(({ product }) => [product.code, product.title])),
  collectors: Object.fromEntries(NAMED.map(({ id, title }) => [id, title])),
};

/** What checkers, products, collectors and inspections are called, those of the scripts folder included. */
function names(desk: Desk): Names {
  const own = desk.host.functions().flatMap((one) => one.checkers.map(({ id, title }): [string, Text] => [id, title]));
  const registered = inspections(desk).flatMap(({ uuid, title }): [string, Text][] => (uuid ? [[uuid, title]] : []));
  return {
    ...LIBRARY,
    checkers: { ...LIBRARY.checkers, ...Object.fromEntries(own) },
    inspections: Object.fromEntries(registered),
  };
}

function sessionOf(
  { name, csrf, role = 'administer', firstPassword = false }: ConsoleUser,
  { auth, host, accounts, audit, people }: Desk,
): SessionView {
  const administers = mayAs(role, 'administer');
  return {
    user: name,
    csrf,
    role,
    refused: refusedTo(role),
    editable: host.editable && mayAs(role, 'edit'),
    changeable: auth.changePassword !== undefined && people?.find(name)?.elsewhere !== true,
    accounts: accounts !== undefined && administers,
    audit: audit !== undefined && administers,
    users: people !== undefined,
    firstPassword,
  };
}

const signedOut = ({ auth }: Desk): SessionView => ({
  editable: false,
  ...(auth.elsewhere === undefined ? {} : { elsewhere: auth.elsewhere }),
});

/** Where there are users, nothing tells which of the two is wrong. */
const wrong = ({ people }: Desk): Text =>
  people
    ? { zh: '用户或密码不对', en: 'The user or the password is wrong' }
    : { zh: '密码不对', en: 'The password is wrong' };

export const sessionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/session',
    open: true,
    handle: ({ user }, desk): SessionView => (user ? sessionOf(user, desk) : signedOut(desk)),
  },
  {
    method: 'POST',
    path: '/session',
    open: true,
    handle: async ({ request, response, body }, desk): Promise<SessionView> => {
      const user = body.raw.user === undefined ? {} : { user: body.text('user', 64).trim() };
      const given = { ...user, password: body.text('password', 1024) };
      const outcome = await desk.auth.signIn(request, given);
      if ('user' in outcome) {
        response.setHeader('set-cookie', outcome.cookie);
        return sessionOf(outcome.user, desk);
      }
      const { retryAfterSeconds: n } = outcome;
      if (n <= 0) throw new ConsoleFault(401, 'password', wrong(desk));
      response.setHeader('retry-after', String(n));
      throw new ConsoleFault(429, 'too-many', {
        zh: `尝试次数过多，请 ${n} 秒后再试`,
        en: `Too many attempts: try again in ${n} s`,
      });
    },
  },
  {
    method: 'DELETE',
    path: '/session',
    handle: async ({ request, response }, desk): Promise<SessionView> => {
      response.setHeader('set-cookie', await desk.auth.signOut(request));
      return { ...signedOut(desk), editable: desk.host.editable };
    },
  },
  {
    method: 'POST',
    path: '/session/password',
    handle: async ({ request, body }, desk): Promise<SessionView> => {
      if (!desk.auth.changePassword) throw notFound({ zh: '接口', en: 'API' });
      await desk.auth.changePassword(request, body.text('current', 1024), body.text('next', 1024));
      const user = desk.auth.user(request);
      return user ? sessionOf(user, desk) : { editable: false };
    },
  },
  { method: 'GET', path: '/names', handle: (_call, desk) => names(desk) },
];
