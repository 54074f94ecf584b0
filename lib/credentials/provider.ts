/**
 * What a source of keys is, and the one wrapper that every source stands behind.
 */
import { CredentialsError } from '../errors';
import { registerSecret } from './redact';

/** The keys of one identity. With `securityToken` they are temporary, usually until `expiresAt`. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
  readonly expiresAt?: Date;
}

/** One identity's keys: single-flight, cached, refreshable. */
export interface CredentialsProvider {
  /** Safe to print: "environment", "profile prod", "role acs:ram::123:role/x". Never contains a secret. */
  readonly label: string;
  /** The keys to sign the next request with. Throws {@link CredentialsError}. */
  getCredentials(): Promise<Credentials>;
  /**
   * The cloud said that the token expired: forget the cache and ask again, once. Pass the keys that were rejected when
   * many requests are in flight: when others have brought newer keys meanwhile, those are returned without a call.
   */
  refresh(rejected?: Credentials): Promise<Credentials>;
  /**
   * Throws {@link CredentialsError} when it is certain on this machine alone that there are no keys: nobody is asked. A
   * source that has to ask somebody has none.
   */
  check?(): void | Promise<void>;
  /**
   * The accounts of a function host whose keys it asks for, {@link HOST_IDENTITY} among them: a run gets these and no others.
   * Absent for keys that it has from elsewhere.
   */
  readonly accounts?: readonly string[];
}

/** Among the accounts of a provider: what the host itself is, such as its profile or the role of its machine. */
export const HOST_IDENTITY = '@host';

/** Asks the source once, without cache. */
export type AskKeys = () => Credentials | Promise<Credentials>;

/** Milliseconds for which keys without an expiry are reused before their source is read again. */
const REASK = 60_000;
/** Milliseconds of life that temporary keys have left when they are renewed … */
const MARGIN = 300_000;
/** … or this share of their lifetime, if that is shorter. */
const MARGIN_SHARE = 0.2;

interface Cached {
  readonly credentials: Credentials;
  renewAt: number;
}

function sameKeys(a: Credentials, b: Credentials): boolean {
  return a.accessKeyId === b.accessKeyId && a.securityToken === b.securityToken;
}

function renewalTime({ expiresAt }: Credentials, now: number): number {
  if (expiresAt === undefined) return now + REASK;
  const left = expiresAt.getTime() - now;
  return expiresAt.getTime() - Math.min(MARGIN, left * MARGIN_SHARE);
}

/**
 * Turns a plain question for keys into a provider: N concurrent callers cause one inner call; keys without an expiry are
 * reused for 60 s, temporary keys until 5 minutes (or 20 % of their lifetime) before they expire; a renewal that fails
 * while the old keys still work is tried again after at most 60 s; a failure is shared by those who wait for it and never
 * cached. Everything that passes through is registered for redaction.
 *
 * @param check as in {@link CredentialsProvider}
 * @param accounts as in {@link CredentialsProvider}
 * @example
 * const provider = singleFlight('vault', async () => readKeysFromVault());
 */
export function singleFlight(
  label: string,
  ask: AskKeys,
  check?: CredentialsProvider['check'],
  accounts?: CredentialsProvider['accounts'],
): CredentialsProvider {
  let cached: Cached | undefined;
  let inFlight: Promise<Credentials> | undefined;

  async function askOnce(): Promise<Credentials> {
    const credentials = Object.freeze({ ...(await ask()) });
    const now = Date.now();
    const { expiresAt } = credentials;
    for (const value of [credentials.accessKeyId, credentials.accessKeySecret, credentials.securityToken]) {
      registerSecret(value, expiresAt);
    }
    if (expiresAt !== undefined && expiresAt.getTime() <= now) {
      throw new CredentialsError(
        `the keys of ${label} expired at ${expiresAt.toISOString()}: renew them at their source, or correct this host's clock`,
        { code: 'token-expired', context: { source: label } },
      );
    }
    cached = { credentials, renewAt: renewalTime(credentials, now) };
    return credentials;
  }

  function askShared(): Promise<Credentials> {
    inFlight ??= askOnce().finally(() => {
      inFlight = undefined;
    });
    return inFlight;
  }

  return {
    label,
    ...(check && { check }),
    ...(accounts && { accounts }),
    async getCredentials() {
      if (cached !== undefined && Date.now() < cached.renewAt) return cached.credentials;
      try {
        return await askShared();
      } catch (error) {
        const now = Date.now();
        const left = (cached?.credentials.expiresAt?.getTime() ?? now) - now;
        if (cached === undefined || left <= 0) throw error;
        cached.renewAt = now + Math.min(REASK, left * MARGIN_SHARE);
        return cached.credentials;
      }
    },
    async refresh(rejected) {
      if (rejected !== undefined && cached !== undefined && !sameKeys(cached.credentials, rejected)) {
        return cached.credentials;
      }
      cached = undefined;
      return askShared();
    },
  };
}

/** The values of a source before they are checked. */
export interface RawKeys {
  readonly accessKeyId?: unknown;
  readonly accessKeySecret?: unknown;
  readonly securityToken?: unknown;
  /** ISO 8601, or epoch seconds. */
  readonly expiration?: unknown;
}

/** How a source calls its values, for error messages. */
export interface KeyNames {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
}

/** The moment that a source wrote as ISO 8601 or as epoch seconds; `undefined` for anything else. */
export function parseExpiration(value: unknown): Date | undefined {
  const isSeconds = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
  if (isSeconds) return Number(value) > 0 ? new Date(Number(value) * 1000) : undefined;
  if (typeof value !== 'string') return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/**
 * A value that must be there and must not be blank. Returns it without surrounding white space.
 *
 * @param name what the reader has to set, such as the name of an environment variable
 */
export function required(value: unknown, name: string, where: string): string {
  if (value === undefined || value === null) {
    throw new CredentialsError(`${name} is missing in ${where}: set it`, { context: { source: where, name } });
  }
  if (typeof value !== 'string' || value.trim() === '') {
    const problem = typeof value === 'string' ? 'empty' : 'not a text';
    throw new CredentialsError(`${name} is ${problem} in ${where}: set it or remove it`, {
      context: { source: where, name },
    });
  }
  return value.trim();
}

/** Checks the values of one source. Errors name the value's name and the source, never the value. */
export function checkKeys(raw: RawKeys, names: KeyNames, where: string): Credentials {
  const key = (value: unknown, name: string): string => {
    const text = required(value, name, where);
    registerSecret(text);
    if (/\s/.test(text)) {
      throw new CredentialsError(`${name} has white space inside in ${where}: copy the key again`, {
        context: { source: where, name },
      });
    }
    return text;
  };
  const accessKeyId = key(raw.accessKeyId, names.id);
  const accessKeySecret = key(raw.accessKeySecret, names.secret);
  const securityToken =
    raw.securityToken === undefined || raw.securityToken === null ? undefined : key(raw.securityToken, names.token);
  if (securityToken === undefined && accessKeyId.startsWith('STS.')) {
    throw new CredentialsError(`${names.token} is missing in ${where}: a key id that starts with STS. needs it`, {
      context: { source: where, name: names.token },
    });
  }
  const expiresAt = parseExpiration(raw.expiration);
  return {
    accessKeyId,
    accessKeySecret,
    ...(securityToken !== undefined && { securityToken }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}
