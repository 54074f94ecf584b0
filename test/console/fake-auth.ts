/** Who may enter a console that is tried: one user with one password. */
import type { ConsoleAuth } from '../../console/api';
import type { Role } from '../../host/roles';
import { ConfigError } from '../../lib/errors';

export const PASSWORD = 'open sesame';
/** What a test that changes the password makes it. */
export const FIRST = 'made at the start';

/** One user, one session; the real one is the server's. @param role asked with each request */
export function fakeAuth(role: () => Role | undefined = () => undefined): ConsoleAuth {
  let tries = 0;
  let right = PASSWORD;
  const sessions = new Set<string>();
  const as = () => {
    const its = role();
    return its ? { role: its } : {};
  };
  const idOf = (cookie = '') => /(?:^|;\s*)session=(\w+)/.exec(cookie)?.[1] ?? '';
  return {
    user: ({ headers }) =>
      sessions.has(idOf(headers.cookie))
        ? { name: 'operator', ...as(), csrf: `csrf-${idOf(headers.cookie)}`, firstPassword: right === FIRST }
        : undefined,
    signIn: (_request, { password }) => {
      if (tries >= 3) return { retryAfterSeconds: 30 };
      if (password !== right) {
        tries++;
        return { retryAfterSeconds: 0 };
      }
      tries = 0;
      const id = `s${sessions.size + 1}`;
      sessions.add(id);
      return {
        user: { name: 'operator', ...as(), csrf: `csrf-${id}` },
        cookie: `session=${id}; Path=/; HttpOnly; SameSite=Strict`,
      };
    },
    changePassword: (_request, current, next) => {
      if (current !== right)
        return Promise.reject(new ConfigError('current: is not the password', { field: 'current' }));
      right = next;
      return Promise.resolve();
    },
    signOut: ({ headers }) => {
      sessions.delete(idOf(headers.cookie));
      return 'session=; Path=/; Max-Age=0';
    },
  };
}
