/** Who may use the host: one operator with a password, and programs with a token. */
import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { registerSecret } from '../lib/credentials';
import { ConfigError, StateError, messageOf } from '../lib/errors';
import { Attempts, clientAddressOf, type Proxies } from './attempts';

/** Who asks: somebody who has signed in, or a program that has the token. */
export type Caller = { readonly kind: 'session'; readonly user: User } | { readonly kind: 'token' };

/** Whose session it is. */
export interface User {
  readonly name: string;
  /** What its page sends back in the header `x-csrf-token` with everything but GET and HEAD. */
  readonly csrf: string;
  /** The generated password is still in use. */
  readonly firstPassword: boolean;
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
  signIn(request: IncomingMessage, given: { readonly password: string }): Promise<SignIn>;
  /** Ends the session of a request. @returns a whole `Set-Cookie` value that removes the cookie */
  signOut(request: IncomingMessage): string;
  /**
   * Sets another password and ends all other sessions.
   *
   * @throws ConfigError when the current one is wrong, or the next one is shorter than 12 characters
   */
  changePassword(request: IncomingMessage, current: string, next: string): Promise<void>;
}

export interface AuthOptions {
  /** The data folder: `auth.json` and `token` lie there, readable by their owner only. */
  readonly directory: string;
  /** The host is reached over HTTPS: its own, or that of a declared proxy. */
  readonly secure: boolean;
  /** Whether there is a proxy in front; by its addresses, what it says of clients is believed. */
  readonly proxy: boolean | Proxies;
  readonly now?: () => number;
}

/** What was made at the first start; to be shown once. */
export interface FirstSecrets {
  readonly password?: string;
  readonly token?: string;
}

/** The one operator. */
const USER = 'admin';
const COOKIE = 'aliyun_inspection_session';
const IDLE_MS = 8 * 3_600_000;
const LONGEST_MS = 7 * 24 * 3_600_000;
const MAX_SESSIONS = 100;
const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 1024;
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

interface Session {
  readonly csrf: string;
  readonly startedAt: number;
  usedAt: number;
}

interface PasswordFile {
  readonly salt: string;
  readonly hash: string;
  readonly first: boolean;
}

/**
 * Opens the door of a host; the first start makes a password and a token. Whoever forgot the password removes `auth.json`,
 * whoever wants another token removes `token`: the next start makes new ones.
 *
 * @returns with `keep`, which writes what was made: only a start that has come to its end may, or nobody ever sees it
 * @throws StateError when the files cannot be read, or written by `keep`
 * @example const { auth, first, keep } = await createAuth({ directory: data, secure: false, proxy: false });
 */
export async function createAuth(
  options: AuthOptions,
): Promise<{ auth: Auth; first: FirstSecrets; /** Once. */ keep: () => void }> {
  const now = options.now ?? Date.now;
  const passwordFile = join(options.directory, 'auth.json');
  const tokenFile = join(options.directory, 'token');
  const password = existsSync(passwordFile) ? undefined : randomBytes(15).toString('base64url');
  const made = existsSync(tokenFile) ? undefined : `ai_${randomBytes(24).toString('base64url')}`;
  const stored = password === undefined ? readPassword(passwordFile) : await sealed(password, true);
  const token = made ?? readSecret(tokenFile).trim();
  if (token.length < 20)
    throw new StateError(`${tokenFile}: is no token; remove it, and the next start makes a new one`);
  registerSecret(token);
  return {
    auth: new Door(options, now, passwordFile, stored, digest(token)),
    first: { ...(password === undefined ? {} : { password }), ...(made === undefined ? {} : { token: made }) },
    keep: () => {
      if (password !== undefined) writeSecret(passwordFile, JSON.stringify(stored));
      if (made !== undefined) writeSecret(tokenFile, `${made}\n`);
    },
  };
}

class Door implements Auth {
  /** By the digest of what the cookie holds. */
  private readonly sessions = new Map<string, Session>();
  private readonly attempts: Attempts;
  readonly addressOf: (request: IncomingMessage) => string;

  constructor(
    private readonly options: AuthOptions,
    private readonly now: () => number,
    private readonly passwordFile: string,
    private password: PasswordFile,
    private readonly token: Buffer,
  ) {
    this.attempts = new Attempts(now);
    this.addressOf = clientAddressOf(typeof options.proxy === 'boolean' ? [] : options.proxy);
  }

  authenticate(request: IncomingMessage): Caller | undefined {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) return timingSafeEqual(digest(bearer), this.token) ? { kind: 'token' } : undefined;
    const session = this.session(request);
    if (!session) return undefined;
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    if (changes && !this.isOwnPage(request, session)) return undefined;
    return { kind: 'session', user: this.userOf(session) };
  }

  user(request: IncomingMessage): User | undefined {
    const session = this.session(request);
    return session && this.userOf(session);
  }

  async signIn(request: IncomingMessage, { password }: { readonly password: string }): Promise<SignIn> {
    const judged = await this.attempts.judge(this.addressOf(request), USER, () => this.isRight(password));
    if (judged === 'wrong') return { retryAfterSeconds: 0 };
    if (judged !== 'right') return { retryAfterSeconds: Math.ceil(judged.waitMs / 1000) };
    const value = randomBytes(32).toString('base64url');
    const csrf = randomBytes(24).toString('base64url');
    for (const [key, session] of this.sessions) if (this.isOver(session)) this.sessions.delete(key);
    const [oldest] = this.sessions.keys();
    if (this.sessions.size >= MAX_SESSIONS && oldest !== undefined) this.sessions.delete(oldest);
    const session: Session = { csrf, startedAt: this.now(), usedAt: this.now() };
    this.sessions.set(keyOf(value), session);
    return { user: this.userOf(session), cookie: this.cookie(value, LONGEST_MS / 1000) };
  }

  signOut(request: IncomingMessage): string {
    this.sessions.delete(keyOf(cookieOf(request)));
    return this.cookie('', 0);
  }

  async changePassword(request: IncomingMessage, current: string, next: string): Promise<void> {
    if (next.length < SHORTEST_PASSWORD || next.length > LONGEST_PASSWORD) {
      throw bad('next', `has to have ${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters`);
    }
    // A session may guess as often as an address that has not signed in.
    const judged = await this.attempts.judge(`session ${keyOf(cookieOf(request))}`, USER, () => this.isRight(current));
    if (judged === 'wrong') throw bad('current', 'is not the password');
    if (judged !== 'right') throw bad('current', `wait ${Math.ceil(judged.waitMs / 1000)} s`);
    const stored = await sealed(next, false);
    writeSecret(this.passwordFile, JSON.stringify(stored));
    this.password = stored;
    const own = keyOf(cookieOf(request));
    for (const key of this.sessions.keys()) if (key !== own) this.sessions.delete(key);
  }

  private session(request: IncomingMessage): Session | undefined {
    const key = keyOf(cookieOf(request));
    const session = this.sessions.get(key);
    if (!session) return undefined;
    if (this.isOver(session)) {
      this.sessions.delete(key);
      return undefined;
    }
    session.usedAt = this.now();
    return session;
  }

  private userOf({ csrf }: Session): User {
    return { name: USER, csrf, firstPassword: this.password.first };
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

  private async isRight(password: string): Promise<boolean> {
    if (password.length > LONGEST_PASSWORD) return false;
    const { salt, hash } = this.password;
    return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64')), Buffer.from(hash, 'base64'));
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

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, 32, SCRYPT, (error, key) => (error ? reject(error) : resolve(key))),
  );
}

async function sealed(password: string, first: boolean): Promise<PasswordFile> {
  const salt = randomBytes(16);
  return { salt: salt.toString('base64'), hash: (await derive(password, salt)).toString('base64'), first };
}

function readPassword(file: string): PasswordFile {
  try {
    const { salt, hash, first } = JSON.parse(readSecret(file)) as PasswordFile;
    if (Buffer.from(hash, 'base64').length === 32 && salt) return { salt, hash, first: first === true };
  } catch (error) {
    if (error instanceof StateError) throw error;
  }
  throw new StateError(`${file}: is no password file; remove it, and the next start makes a new password`);
}

/** Reads a file that only its owner should read. @throws StateError */
export function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new StateError(`${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

/** Writes a file that only its owner can read, whole or not at all. @throws StateError */
export function writeSecret(file: string, text: string): void {
  try {
    writeFileSync(`${file}.new`, text, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw new StateError(`${file} cannot be written: ${messageOf(error)}`, { cause: error });
  }
}

function bad(field: string, problem: string): ConfigError {
  return new ConfigError(`${field}: ${problem}`, { field });
}
