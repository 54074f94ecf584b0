/** What the API answers about users, sessions and tokens. Types only: the page and the server share them. */
import type { SessionInfo } from '../../host/auth';
import type { Person, TokenView } from '../../host/people';
import type { Role } from '../../host/roles';

export type { Person, Role, TokenView };

export type SessionRow = SessionInfo & { /** It is the one that asks. */ readonly own: boolean };

/** One's own. */
export interface MeView {
  readonly user: string;
  readonly role: Role;
  /** Those that one's tokens may have, the least first. */
  readonly roles: readonly Role[];
  /** There is a password to change. */
  readonly password: boolean;
  readonly sessions: readonly SessionRow[];
  readonly tokens: readonly TokenView[];
}

/** All of them, for administrators. */
export interface UsersView {
  readonly users: readonly Person[];
  readonly sessions: readonly SessionRow[];
  readonly tokens: readonly TokenView[];
}

/** Shown once. */
export interface PasswordView {
  readonly name: string;
  readonly password: string;
}

export interface NewTokenView {
  /** Shown once. */
  readonly token: string;
  readonly view: TokenView;
}
