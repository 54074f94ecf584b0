import { CHECKERS, COLLECTORS } from '../../scripts/registry.gen';
import type { Text } from '../../lib/model';
import type { Names, SessionView } from './api';
import { ConsoleFault } from './http';
import type { Desk, Route } from './http';
import { inspections } from './inspections';

const LIBRARY = {
  checkers: Object.fromEntries(CHECKERS.map(({ id, title }) => [id, title])),
  products: Object.fromEntries(COLLECTORS.map(({ product }) => [product.code, product.title])),
  collectors: Object.fromEntries(COLLECTORS.map(({ id, title }) => [id, title])),
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

export const sessionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/session',
    open: true,
    handle: ({ user }, { host }): SessionView =>
      user ? { user: user.name, csrf: user.csrf, editable: host.editable } : { editable: false },
  },
  {
    method: 'POST',
    path: '/session',
    open: true,
    handle: async ({ request, response, body }, { auth, host }): Promise<SessionView> => {
      const outcome = await auth.signIn(request, { password: body.text('password', 1024) });
      if ('user' in outcome) {
        response.setHeader('set-cookie', outcome.cookie);
        return { user: outcome.user.name, csrf: outcome.user.csrf, editable: host.editable };
      }
      const { retryAfterSeconds: n } = outcome;
      if (n <= 0) throw new ConsoleFault(401, 'password', { zh: '密码不对', en: 'The password is wrong' });
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
    handle: async ({ request, response }, { auth, host }): Promise<SessionView> => {
      response.setHeader('set-cookie', await auth.signOut(request));
      return { editable: host.editable };
    },
  },
  { method: 'GET', path: '/names', handle: (_call, desk) => names(desk) },
];
