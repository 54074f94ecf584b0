/** Who may use the host: users with a role and a password, and tokens of programs. */
import { createHash, randomBytes } from 'node:crypto';
import { registerSecret } from '../lib/credentials';
import { badField } from '../lib/errors';
import type { Database } from '../ground/database';
import { isPassword, passwordProblem, randomPassword, sealPassword, type Sealed } from './passwords';
import { isRole, mayAs, ROLES, type Role } from './roles';

/** A user as it is shown. Times are epoch milliseconds. */
export interface Person {
  readonly name: string;
  readonly role: Role;
  readonly createdAt: number;
  /** Has not changed the password that was made for it. */
  readonly firstPassword: boolean;
  /** Signs in at another server; has no password here. */
  readonly elsewhere: boolean;
}

/** A token as it is shown: never what it is. */
export interface TokenView {
  readonly id: string;
  /** What it is for. */
  readonly name: string;
  readonly owner: string;
  readonly role: Role;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly usedAt?: number;
}

/** Tables of the host's data file. */
export const PEOPLE_SCHEMA = `
  CREATE TABLE IF NOT EXISTS users (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, salt TEXT NOT NULL, hash TEXT NOT NULL, first INTEGER NOT NULL,
    created INTEGER NOT NULL, subject TEXT UNIQUE
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS tokens (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, owner TEXT NOT NULL, role TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
    created INTEGER NOT NULL, expires INTEGER NOT NULL, used INTEGER
  ) WITHOUT ROWID;
`;

/** The first administrator. */
export const FIRST_USER = 'admin';
const NAME = /^[a-z0-9][a-z0-9._@-]{0,63}$/;
/** What the audit says of callers who are no users. */
const TAKEN = ['token', '-'];
const LONGEST_DAYS = 366;
const DAY_MS = 24 * 3_600_000;
/** A token's last use is written down no more often. */
const USED_MS = 60_000;
const MAX_TOKENS = 1000;

interface UserRow extends Sealed {
  readonly name: string;
  readonly role: string;
  readonly first: number;
  readonly created: number;
  readonly subject: string | null;
}

interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly role: string;
  readonly created: number;
  readonly expires: number;
  readonly used: number | null;
}

export class People {
  constructor(
    private readonly db: Database,
    private readonly now: () => number = Date.now,
  ) {}

  list(): readonly Person[] {
    return this.db.all<UserRow>('SELECT * FROM users ORDER BY name').map(personOf);
  }

  find(name: string): Person | undefined {
    const row = this.row(name);
    return row && personOf(row);
  }

  /** Whether a password is that of a user; as slow when there is no such user. */
  isRight(name: string, password: string): Promise<boolean> {
    const row = this.row(name);
    return isPassword(password, row && row.hash !== '' ? row : undefined);
  }

  /** Enters a user as kept before: the first one, or one of a former version. */
  keep(name: string, role: Role, { salt, hash }: Sealed, first: boolean): void {
    this.insert(name, role, { salt, hash }, first, null);
  }

  /** @returns the password that was made, which has to be changed at the first sign-in */
  async add(name: string, role: Role): Promise<string> {
    checkName(name);
    checkRole(role);
    const password = randomPassword();
    const sealed = await sealPassword(password);
    if (this.row(name)) throw badField('name', `there is a user "${name}" already`, `已有用户“${name}”`);
    this.insert(name, role, sealed, true, null);
    return password;
  }

  /**
   * The user that another server vouches for: entered when it is new, with the role that is given; its role follows.
   *
   * @param subject what that server calls it, never reused
   * @throws ConfigError when a user of that name signs in with a password here
   */
  fromElsewhere(subject: string, name: string, role: Role): Person {
    const known = this.db.get<UserRow>('SELECT * FROM users WHERE subject = ?', [subject]);
    if (known) {
      if (known.role !== role) this.db.run('UPDATE users SET role = ? WHERE name = ?', [role, known.name]);
      return personOf({ ...known, role });
    }
    checkName(name);
    if (this.row(name))
      throw badField(
        'name',
        `there is a user "${name}" already, who signs in here with a password`,
        `已有用户“${name}”，用密码登录`,
      );
    this.insert(name, role, { salt: '', hash: '' }, false, subject);
    return this.found(name);
  }

  setRole(name: string, role: Role): Person {
    checkRole(role);
    this.found(name);
    this.db.transaction(() => {
      this.db.run('UPDATE users SET role = ? WHERE name = ?', [role, name]);
      this.checkAdministered();
    });
    return this.found(name);
  }

  remove(name: string): void {
    this.found(name);
    this.db.transaction(() => {
      this.db.run('DELETE FROM users WHERE name = ?', [name]);
      this.db.run('DELETE FROM tokens WHERE owner = ?', [name]);
      this.checkAdministered();
    });
  }

  /** @throws ConfigError when the password will not do */
  async setPassword(name: string, password: string): Promise<void> {
    this.checkHasPassword(name);
    const problem = passwordProblem(password, name);
    if (problem) throw badField('next', problem.en, problem.zh);
    this.store(name, await sealPassword(password), false);
  }

  /** @returns a password that was made, which has to be changed */
  async resetPassword(name: string): Promise<string> {
    this.checkHasPassword(name);
    const password = randomPassword();
    this.store(name, await sealPassword(password), true);
    return password;
  }

  tokens(owner?: string): readonly TokenView[] {
    const all = this.db.all<TokenRow>('SELECT * FROM tokens ORDER BY owner, created').map(tokenOf);
    return owner === undefined ? all : all.filter((one) => one.owner === owner);
  }

  /**
   * Makes a token.
   *
   * @param days until it expires, 1 to 366
   * @returns with the token itself, which nobody can read again
   * @throws ConfigError for a role that its owner does not have
   */
  issue(given: { readonly name: string; readonly owner: string; readonly role: Role; readonly days: number }): {
    readonly token: string;
    readonly view: TokenView;
  } {
    const { name, owner, role, days } = given;
    checkRole(role);
    const person = this.found(owner);
    if (!mayAs(person.role, role))
      throw badField('role', `${owner} may not ${role}, and no token of theirs may`, '令牌的角色不能超过自己的角色');
    if (name.trim() === '' || name.length > 100)
      throw badField('name', 'say in 1 to 100 characters what it is for', '请用 1 到 100 个字符说明用途');
    if (!Number.isInteger(days) || days < 1 || days > LONGEST_DAYS) {
      throw badField(
        'days',
        `is not a whole number from 1 to ${LONGEST_DAYS}`,
        `有效天数应为 1 到 ${LONGEST_DAYS} 的整数`,
      );
    }
    const { n } = this.db.get<{ n: number }>('SELECT count(*) AS n FROM tokens') ?? { n: 0 };
    if (n >= MAX_TOKENS)
      throw badField(
        'name',
        `there are ${MAX_TOKENS} tokens already: end those that are not needed`,
        `已有 ${MAX_TOKENS} 个令牌：请先吊销不用的`,
      );
    const token = `ai_${randomBytes(24).toString('base64url')}`;
    registerSecret(token);
    const id = randomBytes(6).toString('hex');
    const now = this.now();
    this.db.run('INSERT INTO tokens (id, name, owner, role, hash, created, expires) VALUES (?, ?, ?, ?, ?, ?, ?)', [
      ...[id, name.trim(), owner, role, hashOf(token), now, now + days * DAY_MS],
    ]);
    return { token, view: this.tokenById(id) };
  }

  tokenById(id: string): TokenView {
    const row = this.db.get<TokenRow>('SELECT * FROM tokens WHERE id = ?', [id]);
    if (!row) throw badField('id', `there is no token "${id}"`, '没有这个令牌');
    return tokenOf(row);
  }

  endToken(id: string): void {
    this.tokenById(id);
    this.db.run('DELETE FROM tokens WHERE id = ?', [id]);
  }

  /** Whose token it is; `undefined` for none, and for one that has expired. Its owner's role is the most that it may. */
  authenticate(token: string): TokenView | undefined {
    const row = this.db.get<TokenRow>('SELECT * FROM tokens WHERE hash = ?', [hashOf(token)]);
    const now = this.now();
    if (!row || row.expires <= now) return undefined;
    const owner = this.find(row.owner);
    if (!owner) return undefined;
    if (row.used === null || now - row.used > USED_MS)
      this.db.run('UPDATE tokens SET used = ? WHERE id = ?', [now, row.id]);
    const view = tokenOf(row);
    return mayAs(owner.role, view.role) ? view : { ...view, role: owner.role };
  }

  private insert(name: string, role: Role, { salt, hash }: Sealed, first: boolean, subject: string | null): void {
    this.db.run('INSERT INTO users (name, role, salt, hash, first, created, subject) VALUES (?, ?, ?, ?, ?, ?, ?)', [
      ...[name, role, salt, hash, first ? 1 : 0, this.now(), subject],
    ]);
  }

  private store(name: string, { salt, hash }: Sealed, first: boolean): void {
    this.db.run('UPDATE users SET salt = ?, hash = ?, first = ? WHERE name = ?', [salt, hash, first ? 1 : 0, name]);
  }

  private row(name: string): UserRow | undefined {
    return this.db.get<UserRow>('SELECT * FROM users WHERE name = ?', [name]);
  }

  private found(name: string): Person {
    const person = this.find(name);
    if (!person) throw badField('name', `there is no user "${name}"`, `没有用户“${name}”`);
    return person;
  }

  private checkHasPassword(name: string): void {
    if (this.found(name).elsewhere)
      throw badField(
        'name',
        `${name} signs in at another server and has no password here`,
        `${name} 用统一登录，在这里没有密码`,
      );
  }

  /** Somebody must be able to let others in. */
  private checkAdministered(): void {
    if (!this.list().some(({ role }) => role === 'administer')) {
      throw badField(
        'role',
        'somebody has to administer the host: make another user an administrator first',
        '至少要有一个管理员：请先让另一个用户成为管理员',
      );
    }
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

function personOf({ name, role, created, first, subject }: UserRow): Person {
  return {
    ...{ name, role: isRole(role) ? role : 'see', createdAt: created },
    ...{ firstPassword: first === 1, elsewhere: subject !== null },
  };
}

function tokenOf({ id, name, owner, role, created, expires, used }: TokenRow): TokenView {
  return {
    ...{ id, name, owner, role: isRole(role) ? role : 'see', createdAt: created, expiresAt: expires },
    ...(used === null ? {} : { usedAt: used }),
  };
}

function checkName(name: string): void {
  if (!NAME.test(name) || TAKEN.includes(name)) {
    throw badField(
      'name',
      'has to begin with a letter or digit, and may hold lower-case letters, digits and . _ @ - only',
      '以小写字母或数字开头，只能有小写字母、数字和 . _ @ -',
    );
  }
}

function checkRole(role: unknown): void {
  if (!isRole(role)) throw badField('role', `is none of ${ROLES.join(', ')}`, `应为 ${ROLES.join('、')} 之一`);
}
