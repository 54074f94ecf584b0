/** Keys of Alibaba Cloud accounts that an operator has entered: encrypted where they lie, and never told again. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { maskKeyId, registerSecret } from '../lib/credentials';
import { badField, StateError } from '../lib/errors';
import type { Database } from '../ground/database';
import type { RequestedAccount } from '../ground/request';
import type { MasterKey, Reseal } from './master-key';

/** An account as it is shown. */
export interface AccountView {
  readonly name: string;
  /** Masked, such as `LTAI****abcd`. */
  readonly accessKeyId: string;
  readonly regions: 'all' | 'in-use' | readonly string[];
  /** The role that runs get short-lived keys of, instead of these. */
  readonly roleArn?: string;
  readonly updatedAt: string;
}

/** An account as it is entered. */
export interface AccountInput {
  /** Lower-case letters, digits and dashes. `default` are the keys that `fromEnv()` finds. */
  readonly name: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
  /** Of a role that these keys may assume: runs get its keys, for as long as they take and for what their checkers read. */
  readonly roleArn?: string;
  /** `all` by default. */
  readonly regions?: 'all' | 'in-use' | readonly string[];
}

/** An account with its keys. */
export type EnteredAccount = RequestedAccount & { readonly name: string; readonly roleArn?: string };

/** What the console may do with accounts: their keys go in and do not come out. */
export interface Accounts {
  list(): readonly AccountView[];
  /** Enters an account, or replaces one of the same name. @throws ConfigError naming the field */
  put(account: AccountInput): AccountView;
  remove(name: string): void;
}

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const REGION = /^[a-z0-9-]{3,40}$/;

interface Row {
  readonly name: string;
  readonly sealed: string;
  readonly shown: string;
  readonly regions: string;
  readonly updated: number;
}

/**
 * Opens the vault. Data file and key are of no use without each other.
 *
 * @throws StateError when the key is not the one that the accounts were encrypted with
 */
export function openVault(db: Database, { key, where }: MasterKey, now: () => number = Date.now): Vault {
  const vault = new Vault(db, key, where, now);
  vault.opened();
  return vault;
}

function seal(name: string, text: string, key: Buffer): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name));
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [iv, cipher.getAuthTag(), data].map((part) => part.toString('base64')).join('.');
}

/** @throws StateError for another key, and for what is not what was sealed */
function unseal({ name, sealed }: Pick<Row, 'name' | 'sealed'>, key: Buffer, where: string): string {
  const [iv, tag, data] = sealed.split('.').map((part) => Buffer.from(part, 'base64'));
  try {
    if (!iv || !tag || !data) throw new Error('malformed');
    const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name)).setAuthTag(tag);
    return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new StateError(`account ${name}: its keys cannot be read with ${where}; bring the right key back`, {
      cause: error,
    });
  }
}

/** Seals all accounts under another key; part of {@link rotateKey}. */
export function resealAccounts(db: Database): Reseal {
  return (from, to) => {
    for (const { name, sealed } of db.all<Row>('SELECT * FROM accounts')) {
      const again = seal(name, unseal({ name, sealed }, from, 'the old key'), to);
      db.run('UPDATE accounts SET sealed = ? WHERE name = ?', [again, name]);
    }
  };
}

export class Vault implements Accounts {
  constructor(
    private readonly db: Database,
    private readonly key: Buffer,
    private readonly where: string,
    private readonly now: () => number,
  ) {}

  list(): readonly AccountView[] {
    return this.rows().map((row) => viewOf(row, this.read(row)));
  }

  put({ name, accessKeyId, accessKeySecret, securityToken, roleArn, regions = 'all' }: AccountInput): AccountView {
    if (typeof name !== 'string' || name.length > 60 || !NAME.test(name)) {
      throw badField(
        'name',
        'may hold lower-case letters, digits and dashes only',
        '名称只能有小写字母、数字和连字符，最多 60 个字符',
      );
    }
    for (const [field, value] of Object.entries({ accessKeyId, accessKeySecret, securityToken })) {
      if (field === 'securityToken' && value === undefined) continue;
      if (typeof value !== 'string' || !/^\S{1,4096}$/.test(value))
        throw badField(field, 'is empty or has white space inside', `${field} 为空，或含有空白字符`);
    }
    if (roleArn !== undefined && !/^acs:ram::\d+:role\/[\w.-]{1,64}$/.test(String(roleArn))) {
      throw badField(
        'roleArn',
        'is no role: write acs:ram::<account id>:role/<role name>',
        '不是角色 ARN，应形如 acs:ram::<账号 id>:role/<角色名>',
      );
    }
    const listed = Array.isArray(regions) && regions.length > 0 && regions.every((id) => REGION.test(String(id)));
    if (regions !== 'all' && regions !== 'in-use' && !listed) {
      throw badField(
        'regions',
        "is neither 'all', 'in-use' nor a list of region ids",
        '地域只能是全部、在用的，或地域 id 的列表，例如 cn-hangzhou',
      );
    }
    const sealed = seal(name, JSON.stringify({ accessKeyId, accessKeySecret, securityToken, roleArn }), this.key);
    const row: Row = {
      name,
      sealed,
      shown: maskKeyId(accessKeyId),
      regions: JSON.stringify(regions),
      updated: this.now(),
    };
    this.db.run('INSERT OR REPLACE INTO accounts (name, sealed, shown, regions, updated) VALUES (?, ?, ?, ?, ?)', [
      ...[row.name, row.sealed, row.shown, row.regions, row.updated],
    ]);
    registerSecret(accessKeySecret);
    registerSecret(securityToken);
    return viewOf(row, { roleArn });
  }

  remove(name: string): void {
    if (this.db.run('DELETE FROM accounts WHERE name = ?', [name]) === 0) {
      throw badField('name', `there is no account "${name}"`, `没有账号“${name}”`);
    }
  }

  /** With their keys, for the process of a run. @throws StateError when the key is another one */
  opened(): readonly EnteredAccount[] {
    return this.rows().map((row) => {
      const keys = this.read(row);
      registerSecret(keys.accessKeySecret);
      registerSecret(keys.securityToken);
      return { name: row.name, ...keys, regions: regionsOf(row) };
    });
  }

  private read(row: Row): Omit<EnteredAccount, 'name'> {
    return JSON.parse(unseal(row, this.key, this.where)) as Omit<EnteredAccount, 'name'>;
  }

  private rows(): Row[] {
    return this.db.all<Row>('SELECT * FROM accounts ORDER BY name');
  }
}

const regionsOf = (row: Row): AccountView['regions'] => JSON.parse(row.regions) as AccountView['regions'];

function viewOf(row: Row, { roleArn }: Pick<EnteredAccount, 'roleArn'>): AccountView {
  return {
    name: row.name,
    accessKeyId: row.shown,
    regions: regionsOf(row),
    ...(roleArn !== undefined && { roleArn }),
    updatedAt: new Date(row.updated).toISOString(),
  };
}
