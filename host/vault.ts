/** Keys of Alibaba Cloud accounts that an operator has entered: encrypted where they lie, and never told again. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { maskKeyId, registerSecret } from '../lib/credentials';
import { ConfigError, StateError } from '../lib/errors';
import type { Database } from '../ground/database';
import type { RequestedAccount } from '../ground/request';
import { readSecret, writeSecret } from './auth';

/** An account as it is shown. */
export interface AccountView {
  readonly name: string;
  /** Masked, such as `LTAI****abcd`. */
  readonly accessKeyId: string;
  readonly regions: 'all' | 'in-use' | readonly string[];
  readonly updatedAt: string;
}

/** An account as it is entered. */
export interface AccountInput {
  /** Lower-case letters, digits and dashes. `default` are the keys that `fromEnv()` finds. */
  readonly name: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
  /** `all` by default. */
  readonly regions?: 'all' | 'in-use' | readonly string[];
}

/** What the console may do with accounts: their keys go in and do not come out. */
export interface Accounts {
  list(): readonly AccountView[];
  /** Enters an account, or replaces one of the same name. @throws ConfigError naming the field */
  put(account: AccountInput): AccountView;
  remove(name: string): void;
}

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const REGION = /^[a-z0-9-]{3,40}$/;
const KEY_BYTES = 32;

interface Row {
  readonly name: string;
  readonly sealed: string;
  readonly shown: string;
  readonly regions: string;
  readonly updated: number;
}

/**
 * Opens the vault; the first start makes its key. Data file and key are of no use without each other.
 *
 * @param keyFile readable by its owner only
 * @throws StateError when the key cannot be read, or is not the one that the accounts were encrypted with
 */
export function openVault(db: Database, keyFile: string, now: () => number = Date.now): Vault {
  const rows = db.all<Row>('SELECT * FROM accounts ORDER BY name');
  if (!existsSync(keyFile)) {
    if (rows.length > 0) {
      const names = rows.map((row) => row.name).join(', ');
      throw new StateError(
        `key file ${keyFile} is missing, and the keys of the accounts ${names} cannot be read without it: bring it back`,
      );
    }
    writeSecret(keyFile, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
  }
  const key = Buffer.from(readSecret(keyFile).trim(), 'base64');
  if (key.length !== KEY_BYTES)
    throw new StateError(`key file ${keyFile}: is not a key of ${KEY_BYTES} bytes in base64`);
  const vault = new Vault(db, key, keyFile, now);
  vault.opened();
  return vault;
}

export class Vault implements Accounts {
  constructor(
    private readonly db: Database,
    private readonly key: Buffer,
    private readonly keyFile: string,
    private readonly now: () => number,
  ) {}

  list(): readonly AccountView[] {
    return this.rows().map(viewOf);
  }

  put({ name, accessKeyId, accessKeySecret, securityToken, regions = 'all' }: AccountInput): AccountView {
    if (typeof name !== 'string' || name.length > 60 || !NAME.test(name)) {
      throw bad('name', 'may hold lower-case letters, digits and dashes only');
    }
    for (const [field, value] of Object.entries({ accessKeyId, accessKeySecret, securityToken })) {
      if (field === 'securityToken' && value === undefined) continue;
      if (typeof value !== 'string' || !/^\S{1,4096}$/.test(value))
        throw bad(field, 'is empty or has white space inside');
    }
    const listed = Array.isArray(regions) && regions.length > 0 && regions.every((id) => REGION.test(String(id)));
    if (regions !== 'all' && regions !== 'in-use' && !listed) {
      throw bad('regions', "is neither 'all', 'in-use' nor a list of region ids");
    }
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv).setAAD(Buffer.from(name));
    const text = JSON.stringify({ accessKeyId, accessKeySecret, securityToken });
    const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const sealed = [iv, cipher.getAuthTag(), data].map((part) => part.toString('base64')).join('.');
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
    return viewOf(row);
  }

  remove(name: string): void {
    if (this.db.run('DELETE FROM accounts WHERE name = ?', [name]) === 0) {
      throw bad('name', `there is no account "${name}"`);
    }
  }

  /** With their keys, for the process of a run. @throws StateError when the key file is another one */
  opened(): readonly (RequestedAccount & { readonly name: string })[] {
    return this.rows().map((row) => {
      const [iv, tag, data] = row.sealed.split('.').map((part) => Buffer.from(part, 'base64'));
      try {
        if (!iv || !tag || !data) throw new Error('malformed');
        const decipher = createDecipheriv('aes-256-gcm', this.key, iv).setAAD(Buffer.from(row.name)).setAuthTag(tag);
        const text = Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8');
        const keys = JSON.parse(text) as RequestedAccount;
        registerSecret(keys.accessKeySecret);
        registerSecret(keys.securityToken);
        return { name: row.name, ...keys, regions: regionsOf(row) };
      } catch (error) {
        throw new StateError(
          `account ${row.name}: its keys cannot be read with ${this.keyFile}; bring the right key file back`,
          { cause: error },
        );
      }
    });
  }

  private rows(): Row[] {
    return this.db.all<Row>('SELECT * FROM accounts ORDER BY name');
  }
}

const regionsOf = (row: Row): AccountView['regions'] => JSON.parse(row.regions) as AccountView['regions'];

function viewOf(row: Row): AccountView {
  return {
    name: row.name,
    accessKeyId: row.shown,
    regions: regionsOf(row),
    updatedAt: new Date(row.updated).toISOString(),
  };
}

function bad(field: string, problem: string): ConfigError {
  return new ConfigError(`${field}: ${problem}`, { field });
}
