import { randomBytes, timingSafeEqual } from 'node:crypto';
import { ApiError } from './errors';
import { hashText } from './random';
import type { AccountScenario } from './full-scenario';

/** Who is calling. */
export interface Identity {
  account: AccountScenario;
  /** Present when the caller is an assumed role. */
  role?: { name: string; session: string };
  /** Actions that the session was narrowed to, with `*` at their end; absent: all. */
  allowed?: readonly string[];
  secret: string;
}

export interface Session extends Identity {
  accessKeyId: string;
  securityToken: string;
  /** ms */
  expires: number;
}

/** Longest difference between the caller's clock and ours, in ms. */
const MAX_SKEW = 15 * 60_000;
const MAX_SESSIONS = 20_000;

/** Keys, sessions, nonces. */
export class Keyring {
  private readonly keys = new Map<string, AccountScenario>();
  private readonly sessions = new Map<string, Session>();
  private nonces = new Set<string>();
  private olderNonces = new Set<string>();
  private noncesTurned = Date.now();

  /** @param replays whether a nonce may come again */
  constructor(
    accounts: readonly AccountScenario[],
    private readonly replays = false,
  ) {
    for (const account of accounts) if (account.accessKeyId !== undefined) this.keys.set(account.accessKeyId, account);
  }

  /** The account id behind a key, or `unknown`. */
  accountOf(accessKeyId: string): string {
    return (this.keys.get(accessKeyId) ?? this.sessions.get(accessKeyId)?.account)?.accountId ?? 'unknown';
  }

  /** Who owns the key. @throws ApiError for an unknown key, or a token that is missing, wrong or expired */
  identify(accessKeyId: string, securityToken: string | undefined): Identity {
    const account = this.keys.get(accessKeyId);
    if (account !== undefined) {
      if (securityToken) {
        throw new ApiError(400, 'InvalidSecurityToken.MismatchWithAccessKey', 'The token does not belong to the key.');
      }
      return { account, secret: account.accessKeySecret ?? '' };
    }
    const session = this.sessions.get(accessKeyId);
    if (session === undefined) {
      throw new ApiError(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
    }
    if (!securityToken) throw new ApiError(400, 'MissingSecurityToken', 'A temporary key needs its SecurityToken.');
    if (securityToken !== session.securityToken) {
      throw new ApiError(
        400,
        'InvalidSecurityToken.Malformed',
        'The specified parameter "SecurityToken" is malformed.',
      );
    }
    if (session.expires <= Date.now()) throw expiredToken();
    return session;
  }

  issue(
    account: AccountScenario,
    role: NonNullable<Identity['role']>,
    seconds: number,
    allowed?: readonly string[],
  ): Session {
    const session: Session = {
      account,
      role,
      ...(allowed && { allowed }),
      accessKeyId: `STS.${randomBytes(12).toString('hex')}`,
      secret: randomBytes(22).toString('hex'),
      securityToken: randomBytes(120).toString('base64'),
      expires: Date.now() + seconds * 1000,
    };
    if (this.sessions.size >= MAX_SESSIONS) {
      const oldest = this.sessions.keys().next().value;
      if (oldest !== undefined) this.sessions.delete(oldest);
    }
    this.sessions.set(session.accessKeyId, session);
    return session;
  }

  /** Makes all temporary keys expire now. */
  expireSessions(): void {
    for (const session of this.sessions.values()) session.expires = 0;
  }

  /** @throws ApiError for a nonce that was used within the last quarter of an hour */
  useNonce(nonce: string): void {
    if (this.replays) return;
    if (Date.now() - this.noncesTurned > MAX_SKEW) {
      this.olderNonces = this.nonces;
      this.nonces = new Set();
      this.noncesTurned = Date.now();
    }
    if (this.nonces.has(nonce) || this.olderNonces.has(nonce)) {
      throw new ApiError(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
    }
    this.nonces.add(nonce);
  }
}

export function expiredToken(): ApiError {
  return new ApiError(400, 'InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.');
}

/** @throws ApiError where `time` cannot be read or is more than 15 minutes off */
export function checkTime(time: string): void {
  const at = Date.parse(time);
  if (Number.isNaN(at)) {
    throw new ApiError(400, 'InvalidTimeStamp.Format', 'Specified time stamp or date value is not well formatted.');
  }
  if (Math.abs(Date.now() - at) > MAX_SKEW) {
    throw new ApiError(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
  }
}

/** @throws ApiError where the signature is none of those that are right */
export function compareSignatures(given: string, ...wanted: string[]): void {
  const bytes = Buffer.from(given);
  const same = (one: Buffer): boolean => one.length === bytes.length && timingSafeEqual(one, bytes);
  if (!wanted.some((one) => same(Buffer.from(one)))) {
    throw new ApiError(400, 'SignatureDoesNotMatch', 'Specified signature is not matched with our calculation.');
  }
}

/** The caller's ARN, as STS tells it. */
export function arnOf(identity: Identity): string {
  const { account, role } = identity;
  return role
    ? `acs:ram::${account.accountId}:assumed-role/${role.name}/${role.session}`
    : `acs:ram::${account.accountId}:user/${account.name ?? 'inspector'}`;
}

/** An 18-digit id of a user or role. */
export function principalId(...names: string[]): string {
  return `3${String(hashText(names.join('/'))).padStart(10, '0')}${String(hashText(names.join('+')))
    .slice(-7)
    .padStart(7, '0')}`;
}
