/**
 * Keys of accounts on their way through the queue: sealed with a key that hosts and workers have from outside of Redis, for one
 * job, and for as long as its run may take.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { registerSecret } from '../../lib/credentials';
import { ConfigError, CredentialsError } from '../../lib/errors';
import { readSecret } from '../secret-file';
import type { EnteredAccount } from '../vault';

/** 32 bytes in base64, the same for hosts and workers. */
export const QUEUE_KEY = 'ALIYUN_INSPECTION_QUEUE_KEY';
/** What `LoadCredential` of a systemd unit calls it. */
const CREDENTIAL = 'aliyun-inspection-queue.key';
const KEY_BYTES = 32;

/** What is sealed is of use for this job alone. */
export interface SealedFor {
  /** The id of the job. */
  readonly job: string;
  readonly inspection: string;
}

/**
 * The key of this machine, from the variable or from a credential of systemd.
 *
 * @returns nothing where there is none
 * @throws ConfigError for what is no key
 */
export function queueKeyOf(env: Readonly<Record<string, string | undefined>>): Buffer | undefined {
  const file = env.CREDENTIALS_DIRECTORY ? join(env.CREDENTIALS_DIRECTORY, CREDENTIAL) : '';
  const given = env[QUEUE_KEY]?.trim();
  const text = given || (file !== '' && existsSync(file) ? readSecret(file).trim() : '');
  if (text === '') return undefined;
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES) {
    const where = given ? QUEUE_KEY : file;
    throw new ConfigError(`${where}: is not a key of ${KEY_BYTES} bytes in base64`, { field: QUEUE_KEY });
  }
  registerSecret(text);
  return key;
}

/** @param until epoch milliseconds */
export function sealAccounts(
  accounts: readonly EnteredAccount[],
  sealedFor: SealedFor,
  until: number,
  key: Buffer,
): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(boundTo(sealedFor, until));
  const data = Buffer.concat([cipher.update(JSON.stringify(accounts), 'utf8'), cipher.final()]);
  return [String(until), ...[iv, cipher.getAuthTag(), data].map((part) => part.toString('base64'))].join('.');
}

/**
 * @returns the accounts, and until when they may be used
 * @throws ConfigError without the key or with another one, and for what was sealed for another job; CredentialsError when it is too late
 */
export function openAccounts(
  sealed: string,
  sealedFor: SealedFor,
  key: Buffer | undefined,
): { readonly accounts: readonly EnteredAccount[]; readonly until: number } {
  if (!key) {
    throw bad(`this worker has no key for what is sealed in the queue: set ${QUEUE_KEY} here as on the host`);
  }
  const [end = '', ...rest] = sealed.split('.');
  const [iv, tag, data] = rest.map((part) => Buffer.from(part, 'base64'));
  const until = Number(end);
  let text: string;
  try {
    if (!iv || !tag || !data) throw new Error('malformed');
    const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(boundTo(sealedFor, until)).setAuthTag(tag);
    text = Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8');
  } catch (error) {
    throw bad(
      `what is sealed in the queue cannot be opened: ${QUEUE_KEY} of this worker is not that of the host, or it was sealed for another job`,
      error,
    );
  }
  if (Date.now() > until) {
    throw new CredentialsError(
      `the keys in the queue were to be used until ${new Date(until).toISOString()}: start the run again; are there enough workers?`,
    );
  }
  const accounts = JSON.parse(text) as readonly EnteredAccount[];
  for (const { accessKeySecret, securityToken } of accounts) {
    registerSecret(accessKeySecret);
    registerSecret(securityToken);
  }
  return { accounts, until };
}

const boundTo = ({ job, inspection }: SealedFor, until: number) => Buffer.from([job, inspection, until].join('\n'));

const bad = (problem: string, cause?: unknown) => new ConfigError(problem, { field: QUEUE_KEY, cause });
