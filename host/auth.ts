/** The door of the host: users sign in with a password and have a session, programs bring a token. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { registerSecret } from '../lib/credentials';
import { badField, StateError } from '../lib/errors';
import { Attempts, clientAddressOf, type Proxies } from './attempts';
import type { Database } from '../ground/database';
import { sealPassword, randomPassword, type Sealed } from './passwords';
import { FIRST_USER, People } from './people';
import type { Role } from './roles';
import { readSecret, writeSecret } from './secret-file';

/** Who asks: somebody who has signed in, or a program that has the token. */
export type Caller =
  | { readonly kind: 'session'; readonly user: User; readonly role: Role }
  | { readonly kind: 'token'; /** As the audit says. */ readonly name: string; readonly role: Role };

/** Whose session it is. */
export interface User {
  readonly name: string;
  readonly role: Role;
  /** What its page sends back in the header `x-csrf-token` with everything but GET and HEAD. */
  readonly csrf: string;
  /** The generated password is still in use. */
  readonly firstPassword: boolean;
}

/** Somebody who is signed in. Times are epoch milliseconds. */
export interface SessionInfo {
  readonly id: string;
  readonly user: string;
  readonly address: string;
  /** What the browser says that it is. */
  readonly agent: string;
  readonly startedAt: number;
  readonly usedAt: number;
}

export type SignIn =
  | { readonly user: User; /** A whole `Set-Cookie` value. */ readonly cookie: string }
  | { /** 0: the password is wrong. Else: too many attempts, wait so long. */ readonly retryAfterSeconds: number };

/** The door of the host; what an HTTP route needs of it. */
export interface Auth {
  /**
   * Who asks: a session by its cookie, or a program by `Authorization: Bearer <token>`.
   *
   * @returns `undefined` for nobody, for a session that has ended, and for a request of a session that changes something
   *   without its CSRF token or from another origin
   * @example const caller = auth.authenticate(request); if (!caller) return refuse(response, 401);
   */
  authenticate(request: IncomingMessage): Caller | undefined;
  /** Where a request comes from: its peer, or what a named proxy says of it. */
  readonly addressOf: (request: IncomingMessage) => string;
  /** Whose session the cookie of a request belongs to; for a route that looks at the CSRF token itself. */
  user(request: IncomingMessage): User | undefined;
  /** @param given whose password it is: the first administrator's when no user is named */
  signIn(request: IncomingMessage, given: { readonly user?: string; readonly password: string }): Promise<SignIn>;
  /** Begins a session of somebody whom another server vouches for. */
  enter(request: IncomingMessage, name: string): Extract<SignIn, { user: User }>;
  /** Who is signed in, the request's own session first. @param user of this user only */
  sessions(request: IncomingMessage, user?: string): readonly (SessionInfo & { readonly own: boolean })[];
  /** @returns whether there was one */
  endSession(id: string): boolean;
  /** Ends all sessions of a user, but the request's own. */
  endSessionsOf(user: string, request?: IncomingMessage): void;
  /** Ends the session of a request. @returns a whole `Set-Cookie` value that removes the cookie */
  signOut(request: IncomingMessage): string;
  /**
   * Sets another password of the user of the session, and ends all other sessions of that user.
   *
   * @throws ConfigError when the current one is wrong, or the next one too short or too common
   */
  changePassword(request: IncomingMessage, current: string, next: string): Promise<void>;
}

export interface AuthOptions {
  /** The data folder: `token` lies there, readable by its owner only; users are in the data file. */
  readonly directory: string;
  readonly db: Database;
  /** The host is reached over HTTPS: its own, or that of a declared proxy. */
  readonly secure: boolean;
  /** Whether there is a proxy in front; by its addresses, what it says of clients is believed. */
  readonly proxy: boolean | Proxies;
  /** Where somebody signs in at another server. */
  readonly elsewhere?: string | undefined;
  readonly now?: () => number;
}

/** What was made at the first start; to be shown once. */
export interface FirstSecrets {
  readonly password?: string;
  readonly token?: string;
}

const COOKIE = 'aliyun_inspection_session';
/** Where the first password lies until it has been changed, when there is no terminal to show it on. */
export const FIRST_PASSWORD_FILE = 'first-password';
const IDLE_MS = 8 * 3_600_000;
const LONGEST_MS = 7 * 24 * 3_600_000;
/** Of all users. */
const MAX_SESSIONS = 1000;
const LONGEST_AGENT = 200;

interface Session {
  readonly user: string;
  readonly csrf: string;
  readonly address: string;
  readonly agent: string;
  readonly startedAt: number;
  usedAt: number;
}

/**
 * Opens the door of a host. The first start makes a password of the first administrator and a token; the one operator of former
 * versions, in `auth.json`, becomes the first administrator. Whoever wants another token removes `token`.
 *
 * @returns with `keep`, which writes what was made: only a start that has come to its end may, or nobody ever sees it
 * @throws StateError when the files cannot be read, or written by `keep`
 * @example const { auth, first, keep } = await createAuth({ directory: data, db, secure: false, proxy: false });
 */
export async function createAuth(
  options: AuthOptions,
): Promise<{ auth: Auth; people: People; first: FirstSecrets; /** Once. */ keep: () => void }> {
  const now = options.now ?? Date.now;
  const people = new People(options.db, now);
  const formerFile = join(options.directory, 'auth.json');
  const tokenFile = join(options.directory, 'token');
  const isFirst = people.list().length === 0;
  const former = isFirst && existsSync(formerFile) ? readFormer(formerFile) : undefined;
  if (former) {
    people.keep(FIRST_USER, 'administer', former, former.first);
    rmSync(formerFile);
  }
  const password = isFirst && !former ? randomPassword() : undefined;
  const sealed = password === undefined ? undefined : await sealPassword(password);
  const made = existsSync(tokenFile) ? undefined : `ai_${randomBytes(24).toString('base64url')}`;
  const token = made ?? readSecret(tokenFile).trim();
  if (token.length < 20)
    throw new StateError(`${tokenFile}: is no token; remove it, and the next start makes a new one`);
  registerSecret(token);
  return {
    auth: new Door(options, now, people, digest(token)),
    people,
    first: { ...(password === undefined ? {} : { password }), ...(made === undefined ? {} : { token: made }) },
    keep: () => {
      if (sealed !== undefined) people.keep(FIRST_USER, 'administer', sealed, true);
      if (made !== undefined) writeSecret(tokenFile, `${made}\n`);
    },
  };
}

class Door implements Auth {
  /** By the digest of what the cookie holds. */
  private readonly sessionsByKey = new Map<string, Session>();
  private readonly attempts: Attempts;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly elsewhere: string | undefined;

  constructor(
    private readonly options: AuthOptions,
    private readonly now: () => number,
    private readonly people: People,
    private readonly token: Buffer,
  ) {
    this.attempts = new Attempts(now);
    this.elsewhere = options.elsewhere;
    this.addressOf = clientAddressOf(typeof options.proxy === 'boolean' ? [] : options.proxy);
  }

  authenticate(request: IncomingMessage): Caller | undefined {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) {
      if (timingSafeEqual(digest(bearer), this.token)) return { kind: 'token', name: 'token', role: 'administer' };
      const found = this.people.authenticate(bearer);
      return found && { kind: 'token', name: `${found.owner} (token ${found.name})`, role: found.role };
    }
    const session = this.session(request);
    if (!session) return undefined;
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    if (changes && !this.isOwnPage(request, session)) return undefined;
    const user = this.userOf(session);
    return user && { kind: 'session', user, role: user.role };
  }

  user(request: IncomingMessage): User | undefined {
    const session = this.session(request);
    return session && this.userOf(session);
  }

  async signIn(
    request: IncomingMessage,
    { user = FIRST_USER, password }: { readonly user?: string; readonly password: string },
  ): Promise<SignIn> {
    const check = () => this.people.isRight(user, password);
    const judged = await this.attempts.judge(this.addressOf(request), user, check);
    if (judged === 'wrong') return { retryAfterSeconds: 0 };
    if (judged !== 'right') return { retryAfterSeconds: Math.ceil(judged.waitMs / 1000) };
    return this.enter(request, user);
  }

  enter(request: IncomingMessage, name: string): Extract<SignIn, { user: User }> {
    const value = randomBytes(32).toString('base64url');
    const csrf = randomBytes(24).toString('base64url');
    for (const [key, session] of this.sessionsByKey) if (this.isOver(session)) this.sessionsByKey.delete(key);
    const [oldest] = this.sessionsByKey.keys();
    if (this.sessionsByKey.size >= MAX_SESSIONS && oldest !== undefined) this.sessionsByKey.delete(oldest);
    const agent = (request.headers['user-agent'] ?? '').slice(0, LONGEST_AGENT);
    const times = { startedAt: this.now(), usedAt: this.now() };
    const session: Session = { user: name, csrf, address: this.addressOf(request), agent, ...times };
    const user = this.userOf(session);
    if (!user) throw badField('user', `there is no user "${name}"`, `没有用户“${name}”`);
    this.sessionsByKey.set(keyOf(value), session);
    return { user, cookie: this.cookie(value, LONGEST_MS / 1000) };
  }

  sessions(request: IncomingMessage, user?: string): readonly (SessionInfo & { readonly own: boolean })[] {
    const own = keyOf(cookieOf(request));
    return [...this.sessionsByKey]
      .filter(([, session]) => !this.isOver(session) && (user === undefined || session.user === user))
      .map(([key, { csrf: _, ...info }]) => ({ id: idOf(key), ...info, own: key === own }))
      .sort((a, b) => Number(b.own) - Number(a.own) || b.usedAt - a.usedAt);
  }

  endSession(id: string): boolean {
    const key = [...this.sessionsByKey.keys()].find((one) => idOf(one) === id);
    return key !== undefined && this.sessionsByKey.delete(key);
  }

  endSessionsOf(user: string, request?: IncomingMessage): void {
    const own = request && keyOf(cookieOf(request));
    for (const [key, session] of this.sessionsByKey) {
      if (session.user === user && key !== own) this.sessionsByKey.delete(key);
    }
  }

  signOut(request: IncomingMessage): string {
    this.sessionsByKey.delete(keyOf(cookieOf(request)));
    return this.cookie('', 0);
  }

  async changePassword(request: IncomingMessage, current: string, next: string): Promise<void> {
    const name = this.session(request)?.user;
    if (name === undefined) throw badField('current', 'sign in first', '请先登录');
    // A session may guess as often as an address that has not signed in.
    const check = () => this.people.isRight(name, current);
    const judged = await this.attempts.judge(`session ${keyOf(cookieOf(request))}`, name, check);
    if (judged === 'wrong') throw badField('current', 'is not the password', '当前密码不对');
    if (judged !== 'right') {
      const n = Math.ceil(judged.waitMs / 1000);
      throw badField('current', `wait ${n} s`, `请 ${n} 秒后再试`);
    }
    if (next === current) throw badField('next', 'is the password that is in use', '新密码与当前密码相同');
    await this.people.setPassword(name, next);
    if (name === FIRST_USER) rmSync(join(this.options.directory, FIRST_PASSWORD_FILE), { force: true });
    this.endSessionsOf(name, request);
  }

  private session(request: IncomingMessage): Session | undefined {
    const key = keyOf(cookieOf(request));
    const session = this.sessionsByKey.get(key);
    if (!session) return undefined;
    if (this.isOver(session)) {
      this.sessionsByKey.delete(key);
      return undefined;
    }
    session.usedAt = this.now();
    return session;
  }

  /** As it is now: its role may have changed, and it may be gone. */
  private userOf({ user, csrf }: Session): User | undefined {
    const person = this.people.find(user);
    return person && { name: user, role: person.role, csrf, firstPassword: person.firstPassword };
  }

  private isOver({ startedAt, usedAt }: Session): boolean {
    const now = this.now();
    return now - usedAt > IDLE_MS || now - startedAt > LONGEST_MS;
  }

  private isOwnPage(request: IncomingMessage, session: Session): boolean {
    const { origin, host } = request.headers;
    // No page of another site can send this header: whoever writes it is no browser.
    const forwarded = this.options.proxy !== false ? [request.headers['x-forwarded-host']].flat()[0] : undefined;
    if (origin !== undefined && origin.replace(/^https?:\/\//, '') !== (forwarded ?? host)) return false;
    const given = request.headers['x-csrf-token'];
    return typeof given === 'string' && timingSafeEqual(digest(given), digest(session.csrf));
  }

  private cookie(value: string, seconds: number): string {
    const secure = this.options.secure ? '; Secure' : '';
    return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure}`;
  }
}

function cookieOf(request: IncomingMessage): string {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === COOKIE) return part.slice(at + 1).trim();
  }
  return '';
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const keyOf = (value: string): string => digest(value).toString('hex');

/** What a session is called where it is shown: of no use to whoever reads it. */
const idOf = (key: string): string => key.slice(0, 16);

/** The password of the one operator of former versions. */
function readFormer(file: string): Sealed & { readonly first: boolean } {
  try {
    const { salt, hash, first } = JSON.parse(readSecret(file)) as Sealed & { readonly first: boolean };
    if (Buffer.from(hash, 'base64').length === 32 && salt) return { salt, hash, first: first === true };
  } catch (error) {
    if (error instanceof StateError) throw error;
  }
  throw new StateError(`${file}: is no password file; remove it, and the next start makes a new password`);
}
