/**
 * Keys that are given directly, and the search for keys on the host that this runs on.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { access } from 'node:fs/promises';
import { ConfigError, CredentialsError, isInspectionError, messageOf } from '../errors';
import { fromOidc } from './assume-role';
import { cliConfigFile, credentialsFile, fromCredentialsFile, fromProfile } from './files';
import type { Credentials, CredentialsProvider, KeyNames } from './provider';
import { checkKeys, singleFlight } from './provider';
import { maskKeyId } from './redact';
import { fromEcsRole, fromUri } from './sdk';

/** Keys as a caller has them. */
export interface Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

/**
 * Keys that the caller holds already. Checked when they are first used, so that building this never throws.
 *
 * @throws CredentialsError from `getCredentials` when a value is missing, empty or has white space inside
 * @example
 * const keys = fromKeys({ accessKeyId: vault.id, accessKeySecret: vault.secret });
 */
export function fromKeys(keys: Keys): CredentialsProvider {
  const { accessKeyId, accessKeySecret, securityToken } = keys;
  const label = typeof accessKeyId === 'string' ? `keys ${maskKeyId(accessKeyId.trim())}` : 'keys';
  const names = { id: 'accessKeyId', secret: 'accessKeySecret', token: 'securityToken' };
  const raw = { accessKeyId, accessKeySecret, securityToken };
  const keysOf = () => checkKeys(raw, names, 'the given keys');
  return singleFlight(label, keysOf, () => void keysOf());
}

const handed = new AsyncLocalStorage<ReadonlyMap<string, Keys>>();

/**
 * Does a piece of work for which a host has handed over the keys of its accounts: `fromAccount()` and `fromEnv()` find these,
 * and not what they found for others.
 *
 * @param keys by the name of the account
 * @example await withHanded(new Map([['my-team', keys]]), () => run.inspect(terms, account))
 */
export function withHanded<T>(keys: ReadonlyMap<string, Keys>, work: () => Promise<T>): Promise<T> {
  return handed.run(keys, work);
}

/** Keys that are handed over come before those that a provider knows. */
function orHanded(account: string, provider: CredentialsProvider): CredentialsProvider {
  const mine = (): Credentials | undefined => {
    const keys = handed.getStore()?.get(account);
    const names = { id: 'accessKeyId', secret: 'accessKeySecret', token: 'securityToken' };
    return keys && checkKeys({ ...keys }, names, 'the keys that the host has handed over');
  };
  return {
    ...provider,
    check: () => (mine() ? undefined : provider.check?.()),
    getCredentials: async () => mine() ?? provider.getCredentials(),
    refresh: async (rejected) => mine() ?? provider.refresh(rejected),
  };
}

const NAMES = {
  id: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
  secret: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
  token: 'ALIBABA_CLOUD_SECURITY_TOKEN',
} as const;

const NOTHING_FOUND = `no keys: set ${NAMES.id} and ${NAMES.secret}, or a profile in ~/.aliyun/config.json`;

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}

/** The sources that this host is set up for, in the order in which they are tried. */
async function sourcesOfHost(): Promise<CredentialsProvider[]> {
  const { env } = process;
  const sources: CredentialsProvider[] = [];
  if (env.ALIBABA_CLOUD_ROLE_ARN && env.ALIBABA_CLOUD_OIDC_PROVIDER_ARN && env.ALIBABA_CLOUD_OIDC_TOKEN_FILE) {
    sources.push(fromOidc());
  }
  if (!isTrue(env.ALIBABA_CLOUD_CLI_PROFILE_DISABLED) && (await exists(cliConfigFile()))) sources.push(fromProfile());
  if (env.ALIBABA_CLOUD_CREDENTIALS_FILE || (await exists(credentialsFile()))) sources.push(fromCredentialsFile());
  if (env.ALIBABA_CLOUD_ECS_METADATA && !isTrue(env.ALIBABA_CLOUD_ECS_METADATA_DISABLED)) sources.push(fromEcsRole());
  if (env.ALIBABA_CLOUD_CREDENTIALS_URI) sources.push(fromUri(env.ALIBABA_CLOUD_CREDENTIALS_URI));
  return sources;
}

/**
 * Whether this host is set up with keys of any kind; whether they work is not tried.
 *
 * @example if (!(await hasKeys())) console.error('no keys');
 */
export async function hasKeys(): Promise<boolean> {
  return Boolean(process.env[NAMES.id]) || (await sourcesOfHost()).length > 0;
}

/**
 * The keys of the host's environment, read when they are asked for, never before: `ALIBABA_CLOUD_ACCESS_KEY_ID`, `…_SECRET`
 * and `ALIBABA_CLOUD_SECURITY_TOKEN`; without these the first that works of OIDC (RRSA), the CLI's profile, the credentials
 * file, the ECS role (only with `ALIBABA_CLOUD_ECS_METADATA`) and `ALIBABA_CLOUD_CREDENTIALS_URI`. A source that worked is
 * kept while it is only out of reach, so that a hiccup never changes the identity in the middle of a run.
 *
 * @throws ConfigError for an argument; CredentialsError, from `getCredentials`, that lists what was tried
 * @example
 * const account = { name: 'production', credentials: fromEnv(), regions: ['cn-hangzhou'] };
 */
export function fromEnv(...none: []): CredentialsProvider {
  // What was given would be left unheard, and the keys of another account used.
  if (none.some((one) => one !== undefined)) {
    throw new ConfigError('fromEnv: takes nothing; the keys of one account of many are fromAccount(name)', {
      field: 'credentials',
    });
  }
  let workedLast: string | undefined;

  /** The keys that are given as variables, if any. */
  function given(): Credentials | undefined {
    // An empty variable is an unset one: that is how compose files and CI systems leave things out.
    const raw = {
      accessKeyId: process.env[NAMES.id] || undefined,
      accessKeySecret: process.env[NAMES.secret] || undefined,
      securityToken: process.env[NAMES.token] || undefined,
    };
    if (raw.accessKeyId === undefined && raw.accessKeySecret === undefined) return undefined;
    return checkKeys(raw, NAMES, 'the environment');
  }

  async function check(): Promise<void> {
    if (given() === undefined && (await sourcesOfHost()).length === 0) throw new CredentialsError(NOTHING_FOUND);
  }

  async function ask(): Promise<Credentials> {
    const keys = given();
    if (keys !== undefined) return keys;
    const failures: string[] = [];
    let retryable = false;
    for (const source of await sourcesOfHost()) {
      try {
        const credentials = await source.getCredentials();
        workedLast = source.label;
        return credentials;
      } catch (error) {
        const mayRecover = isInspectionError(error) && error.retryable;
        if (mayRecover && source.label === workedLast) throw error;
        retryable ||= mayRecover;
        failures.push(`${source.label}: ${messageOf(error)}`);
      }
    }
    workedLast = undefined;
    const message = failures.length === 0 ? NOTHING_FOUND : `${NOTHING_FOUND} (tried ${failures.join('; ')})`;
    throw new CredentialsError(message, { retryable, context: { tried: failures.length } });
  }
  return orHanded(DEFAULT_ACCOUNT, singleFlight('environment', ask, check, [DEFAULT_ACCOUNT]));
}

/** The account whose keys `fromEnv()` finds. */
export const DEFAULT_ACCOUNT = 'default';
const ACCOUNT_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * The variables that the keys of an account are in.
 *
 * @example variablesOf('my-team').id // 'ALIBABA_CLOUD_ACCESS_KEY_ID_MY_TEAM'
 */
export function variablesOf(account: string): KeyNames {
  const end = account === DEFAULT_ACCOUNT ? '' : `_${account.toUpperCase().replace(/-/g, '_')}`;
  return { id: `${NAMES.id}${end}`, secret: `${NAMES.secret}${end}`, token: `${NAMES.token}${end}` };
}

/**
 * The keys of an account that was entered in a function host. A run gets the keys of the accounts that its inspection names
 * so, and no others. Elsewhere they are what the variables of that name say: `ALIBABA_CLOUD_ACCESS_KEY_ID_MY_TEAM`,
 * `ALIBABA_CLOUD_ACCESS_KEY_SECRET_MY_TEAM` and, for temporary keys, `ALIBABA_CLOUD_SECURITY_TOKEN_MY_TEAM`.
 *
 * @param name as it was entered: lower-case letters, digits and dashes. `default` is what `fromEnv()` finds
 * @throws ConfigError for what cannot be a name; CredentialsError, from `getCredentials`, when there are no keys
 * @example accounts: [{ name: 'my-team', credentials: fromAccount('my-team'), regions: 'all' }]
 */
export function fromAccount(name: string): CredentialsProvider {
  if (typeof name !== 'string' || !ACCOUNT_NAME.test(name)) {
    throw new ConfigError('fromAccount: an account has lower-case letters, digits and dashes only', { field: 'name' });
  }
  if (name === DEFAULT_ACCOUNT) return fromEnv();
  const names = variablesOf(name);
  const keysOf = (): Credentials => {
    const raw = {
      accessKeyId: process.env[names.id] || undefined,
      accessKeySecret: process.env[names.secret] || undefined,
      securityToken: process.env[names.token] || undefined,
    };
    if (raw.accessKeyId === undefined && raw.accessKeySecret === undefined) {
      throw new CredentialsError(`no keys of ${name}: enter the account, or set ${names.id} and ${names.secret}`, {
        account: name,
      });
    }
    return checkKeys(raw, names, 'the environment');
  };
  return orHanded(
    name,
    singleFlight(`account ${name}`, keysOf, () => void keysOf(), [name]),
  );
}
