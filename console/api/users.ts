/** What the API answers about users, sessions and tokens. Types only: the page and the server share them. */
import type { SessionInfo } from '../../host/auth';
import type { Person, TokenView } from '../../host/people';
import type { Role } from '../../host/roles';
import type { Text } from '../../lib/model';
import type { RouteName } from './roles';

export type { Person, Role, TokenView };

/** Who is signed in, and what of the console is theirs. */
export interface SessionView {
  /** Absent: nobody is signed in. */
  readonly user?: string;
  /** Goes into the header `x-csrf-token` of everything but GET. */
  readonly csrf?: string;
  readonly role?: Role;
  /** What the role may not do, and why not. */
  readonly refused?: Readonly<Partial<Record<RouteName, Text>>>;
  /** Where somebody who is not signed in may do so at another server. */
  readonly elsewhere?: string;
  readonly editable: boolean;
  /** The password can be changed here. */
  readonly changeable?: boolean;
  /** There is a page for accounts. */
  readonly accounts?: boolean;
  /** There is a page that says who did what. */
  readonly audit?: boolean;
  /** There are users with roles, and tokens. */
  readonly users?: boolean;
  /** The password that was made at the first start is still in use. */
  readonly firstPassword?: boolean;
}

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
