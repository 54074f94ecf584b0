/**
 * What the server brings so that the console knows who may enter.
 *
 * - `user(request)`: who the cookie of a request belongs to, with the token that changes have to carry in the header
 *   `x-csrf-token`; `undefined` when nobody is signed in. Called with every request, and again while a run is watched.
 * - `signIn(request, { user, password })`: `{ user, cookie }` to let in, where `cookie` is the whole value of a `Set-Cookie`
 *   header; `{ retryAfterSeconds }` to refuse, 0 for a wrong password, more when there were too many attempts.
 * - `signOut(request)`: forgets the session; answers the `Set-Cookie` that removes the cookie.
 * - `changePassword(request, current, next)`, optional: sets another password.
 */
import type { IncomingMessage } from 'node:http';
import type { SessionInfo } from '../../host/auth';
import type { Role } from '../../host/roles';

export interface ConsoleUser {
  readonly name: string;
  /** Where there are no roles, everybody may do everything. */
  readonly role?: Role;
  /** What changes carry in the header `x-csrf-token`; the same for the whole session. */
  readonly csrf: string;
  /** The password that was made at the first start is still in use. */
  readonly firstPassword?: boolean;
}

export type SignInOutcome =
  | { readonly user: ConsoleUser; /** A whole `Set-Cookie` value. */ readonly cookie: string }
  | { /** 0: the password is wrong. Else: too many attempts, wait so long. */ readonly retryAfterSeconds: number };

export interface ConsoleAuth {
  /** Where a request comes from, for the audit. */
  addressOf?(request: IncomingMessage): string;
  user(request: IncomingMessage): ConsoleUser | undefined;
  signIn(
    request: IncomingMessage,
    given: { readonly user?: string; readonly password: string },
  ): SignInOutcome | Promise<SignInOutcome>;
  /** @returns a whole `Set-Cookie` value that removes the cookie */
  signOut(request: IncomingMessage): string | Promise<string>;
  /**
   * Sets another password; without it the console offers none.
   *
   * @throws ConfigError when the current one is wrong, or the next one will not do
   */
  changePassword?(request: IncomingMessage, current: string, next: string): Promise<void>;
  /** Where somebody signs in at another server; absent where there is none. */
  readonly elsewhere?: string | undefined;
  /** Who is signed in, and how a session is ended; without them no page for users is offered. */
  sessions?(request: IncomingMessage, user?: string): readonly (SessionInfo & { readonly own: boolean })[];
  endSession?(id: string): boolean;
  endSessionsOf?(user: string, request?: IncomingMessage): void;
}
