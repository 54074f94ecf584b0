/**
 * The key that the keys of accounts are encrypted with: where it lies, and how it is replaced. The data file knows its
 * fingerprint, so that it is certain at every start which of two keys is the right one.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { registerSecret } from '../lib/credentials';
import { ConfigError, StateError } from '../lib/errors';
import { makeDirectory } from '../lib/state';
import type { Database } from '../ground/database';
import { moveSecret, readSecret, writeSecret } from './secret-file';

type Env = Readonly<Record<string, string | undefined>>;

/** 32 bytes in base64, instead of a file. */
export const KEY_VARIABLE = 'ALIYUN_INSPECTION_KEY';
/** What `LoadCredential` of a systemd unit calls it. */
export const CREDENTIAL = 'aliyun-inspection.key';
const KEY_BYTES = 32;
const FINGERPRINT = 'master-key';

/** Where the key of a data folder is looked for. */
export interface KeyPlace {
  readonly data: string;
  /** The setting; what is usual when absent. */
  readonly keyFile?: string | undefined;
  readonly env: Env;
}

/** A key, and where it came from. */
export interface MasterKey {
  readonly key: Buffer;
  /** As messages name it: a file, or the variable. */
  readonly where: string;
  /** Only for a file that this host may replace. */
  readonly file?: string;
  /** What somebody should know of it. */
  readonly warnings: readonly string[];
}

/**
 * The file of the key when no setting says so: a credential of systemd; the one beside the data that former versions made; else
 * one of the user that the host runs as, outside of the data, so that a copy of those reads no key.
 */
function usualKeyFile(data: string, env: Env): string {
  const credential = env.CREDENTIALS_DIRECTORY ? join(env.CREDENTIALS_DIRECTORY, CREDENTIAL) : undefined;
  if (credential !== undefined && isGiven(credential)) return credential;
  return existsSync(join(data, 'key')) ? join(data, 'key') : outsideOf(data, env);
}

/** @throws ConfigError when that cannot be seen: a key that is made instead of it reads nothing that it has encrypted */
function isGiven(credential: string): boolean {
  try {
    return statSync(credential) !== undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    throw badKey(
      credential,
      `credential ${credential} cannot be read (${code}): the user of the unit needs it, see LoadCredential of its unit`,
    );
  }
}

/** Data folders of one user have keys of their own: the name is that of the folder, and what tells it from others. */
function outsideOf(data: string, env: Env): string {
  const home = env.HOME || homedir();
  const folder = join(env.XDG_CONFIG_HOME || join(home, '.config'), 'aliyun-inspection');
  const name = createHmac('sha256', 'data folder').update(data).digest('hex').slice(0, 12);
  return join(folder, `${name}.key`);
}

/**
 * Opens the key, and makes one where nothing is encrypted yet. A replacement that was interrupted is brought to its end.
 *
 * @throws ConfigError when it is missing, malformed, or not the one that the data were encrypted with
 */
export function openKey(db: Database, place: KeyPlace): MasterKey {
  const found = findKey(db, place);
  const known = fingerprintIn(db);
  if (known !== undefined && known !== fingerprintOf(found.key) && hasAccounts(db)) {
    throw badKey(
      found.where,
      `${found.where} is not the key of ${place.data}: its accounts cannot be read with it; bring the right one back`,
    );
  }
  setFingerprint(db, found.key);
  registerSecret(found.key.toString('base64'));
  return { ...found, warnings: warningsOf(found, place) };
}

function findKey(db: Database, place: KeyPlace): Omit<MasterKey, 'warnings'> {
  const text = place.env[KEY_VARIABLE]?.trim();
  if (text) return { key: keyOf(text, KEY_VARIABLE), where: KEY_VARIABLE };
  const file = fileOf(place);
  const isCredential =
    place.env.CREDENTIALS_DIRECTORY !== undefined && dirname(file) === place.env.CREDENTIALS_DIRECTORY;
  finishRotation(db, file);
  if (!existsSync(file)) {
    const names = accountNames(db);
    if (names.length > 0) {
      throw badKey(
        file,
        `key file ${file} is missing, and the keys of the accounts ${names.join(', ')} cannot be read without it: bring it back`,
      );
    }
    makeKeyFile(file, place);
  }
  return { key: keyOf(readSecret(file), `key file ${file}`), where: file, ...(isCredential ? {} : { file }) };
}

/** A setting that names a file which is not there yet does not lock an installation out of what it has. */
function fileOf({ data, keyFile: said, env }: KeyPlace): string {
  const keyFile = said ?? usualKeyFile(data, env);
  const former = join(data, 'key');
  return !existsSync(keyFile) && !existsSync(`${keyFile}.next`) && existsSync(former) ? former : keyFile;
}

function makeKeyFile(file: string, { data, env }: KeyPlace): void {
  if (file === outsideOf(data, env)) {
    try {
      makeDirectory(dirname(file), 0o700);
    } catch (error) {
      throw new StateError(`${dirname(file)} cannot be made for the key: set keyFile to a place outside of ${data}`, {
        cause: error,
      });
    }
  }
  writeSecret(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
}

function keyOf(text: string, where: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === KEY_BYTES) return key;
  throw badKey(where, `${where}: is not a key of ${KEY_BYTES} bytes in base64`);
}

/** The setting is what is wrong: nothing is the matter with the data. */
function badKey(where: string, problem: string): ConfigError {
  return new ConfigError(problem, { field: where === KEY_VARIABLE ? KEY_VARIABLE : 'keyFile' });
}

function warningsOf({ file, where }: Omit<MasterKey, 'warnings'>, place: KeyPlace): readonly string[] {
  const { data, env } = place;
  const warnings: string[] = [];
  if (file?.startsWith(`${data}${sep}`)) {
    const said = place.keyFile !== undefined && !place.keyFile.startsWith(`${data}${sep}`) ? place.keyFile : undefined;
    const to = said ?? outsideOf(data, env);
    warnings.push(
      `the key lies beside the data, so that a backup of them reads all accounts: stop the host, move ${file} to ${to}, start it again`,
    );
  }
  const mode = existsSync(where) ? statSync(where).mode & 0o077 : 0;
  if (file !== undefined && mode !== 0) {
    warnings.push(`key file ${file} can be read by others (${mode.toString(8).padStart(3, '0')}): chmod 600 ${file}`);
  }
  return warnings;
}

/** What seals under another key everything that is sealed. */
export type Reseal = (from: Buffer, to: Buffer) => void;

/**
 * Replaces the key. Whenever this is interrupted, one of the two keys is there and fits the data: the new one is on the disk
 * before the data are sealed with it, all at once, and takes the place of the old one after that.
 *
 * @param given the new key, for one that lies where the host may not write
 * @param step is told what has been done
 * @throws StateError when a new key has to be given and is not
 */
export function rotateKey(
  db: Database,
  place: KeyPlace,
  reseal: Reseal,
  { given, step = () => undefined }: { readonly given?: string; readonly step?: (done: string) => void } = {},
): MasterKey {
  const old = openKey(db, place);
  if (old.file === undefined && given === undefined) {
    throw new StateError(`${old.where} is not the host's to write: give the new key with --new-key`);
  }
  const next = given === undefined ? randomBytes(KEY_BYTES) : keyOf(given, 'the new key');
  if (next.equals(old.key)) throw new StateError('the new key is the one that is in use');
  registerSecret(next.toString('base64'));
  step('begun');
  if (old.file !== undefined) writeSecret(nextOf(old.file), `${next.toString('base64')}\n`);
  step('written');
  db.transaction(() => {
    reseal(old.key, next);
    setFingerprint(db, next);
    step('sealed');
  });
  step('committed');
  if (old.file !== undefined) moveSecret(nextOf(old.file), old.file);
  step('moved');
  return { ...old, key: next };
}

const nextOf = (file: string): string => `${file}.next`;

/** After a crash: the new key takes its place if the data are sealed with it, and goes if they are not. */
function finishRotation(db: Database, file: string): void {
  const next = nextOf(file);
  if (!existsSync(next)) return;
  const fits = fingerprintOf(keyOf(readSecret(next), `key file ${next}`)) === fingerprintIn(db);
  if (fits) moveSecret(next, file);
  else rmSync(next, { force: true });
}

const fingerprintOf = (key: Buffer): string =>
  createHmac('sha256', key).update('fingerprint').digest('hex').slice(0, 32);

function fingerprintIn(db: Database): string | undefined {
  return db.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', [FINGERPRINT])?.value;
}

function setFingerprint(db: Database, key: Buffer): void {
  const fingerprint = fingerprintOf(key);
  if (fingerprintIn(db) === fingerprint) return;
  db.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', [FINGERPRINT, fingerprint]);
}

const accountNames = (db: Database): string[] =>
  db.all<{ name: string }>('SELECT name FROM accounts ORDER BY name').map(({ name }) => name);
const hasAccounts = (db: Database): boolean => accountNames(db).length > 0;
