/**
 * Temporary keys of a RAM role, obtained with somebody else's keys or with an OIDC token.
 */
import { readFile } from 'node:fs/promises';
import type { ErrorCode } from '../errors';
import { CredentialsError, isInspectionError } from '../errors';
import { fields, made, oneOf, optional, read, text } from '../input';
import { SIGNATURES } from './acs3';
import type { Credentials, CredentialsProvider } from './provider';
import { HOST_IDENTITY, required, singleFlight } from './provider';
import { registerSecret } from './redact';
import type { StsOptions } from './sts';
import { callSts } from './sts';

const DEFAULT_SESSION = 'aliyun-inspection';
const DEFAULT_DURATION = 3600;
/** Upper bound in milliseconds for how long a cluster's OIDC token lives. */
const TOKEN_LIFETIME = 86_400_000;

/** The session that a role's keys belong to. */
export interface RoleSession extends StsOptions {
  /** Shows up in ActionTrail: 2 to 64 of `A-Z a-z 0-9 . @ - _`. Default: `aliyun-inspection`. */
  readonly sessionName?: string;
  /** Lifetime of the keys in seconds, from 900 to the role's maximum. Default: 3600. */
  readonly durationSeconds?: number;
  /** A RAM policy in JSON that narrows the role's permissions for this session. */
  readonly policy?: string;
}

interface AssumeRoleCommon extends RoleSession {
  /** Whose keys ask for the role. */
  readonly base: CredentialsProvider;
  /** The external id that the role's trust policy demands. */
  readonly externalId?: string;
}

/** Either `roleArn`, or `accountId` and `roleName`. */
export type AssumeRoleOptions = AssumeRoleCommon &
  (
    | { readonly roleArn: string; readonly accountId?: undefined; readonly roleName?: undefined }
    | { readonly roleArn?: undefined; readonly accountId: string; readonly roleName: string }
  );

const anyText = optional(text('a text', true));
/** A misspelt `policy` would be a session without one. What the values mean is checked when the role is asked for. */
const roleSchema = fields({
  ...{ roleArn: anyText, accountId: anyText, roleName: anyText, externalId: anyText },
  ...{ sessionName: anyText, policy: anyText, region: anyText, stsEndpoint: anyText },
  signature: optional(oneOf(SIGNATURES)),
  durationSeconds: optional(made<number>(() => true, '')),
  base: made<CredentialsProvider>(
    (value) => typeof (value as Partial<CredentialsProvider> | undefined)?.getCredentials === 'function',
    'is not a credentials provider, such as fromEnv()',
  ),
});

function checkArn(roleArn: string, where: string): string {
  if (!/^acs:ram::\d+:role\/\S+$/.test(roleArn)) {
    throw new CredentialsError(`the role of ${where} is no role ARN: write acs:ram::<account id>:role/<role name>`, {
      code: 'config',
    });
  }
  return roleArn;
}

function sessionParams(session: RoleSession, roleArn: string, where: string): Record<string, string> {
  const { sessionName = DEFAULT_SESSION, durationSeconds = DEFAULT_DURATION, policy } = session;
  if (!/^[\w.@-]{2,64}$/.test(sessionName)) {
    throw new CredentialsError(`the session name of ${where} is invalid: use 2 to 64 of A-Z a-z 0-9 . @ - _`, {
      code: 'config',
    });
  }
  if (!Number.isInteger(durationSeconds) || durationSeconds < 900) {
    throw new CredentialsError(`durationSeconds of ${where} is invalid: use a whole number from 900 on`, {
      code: 'config',
    });
  }
  return {
    RoleArn: checkArn(roleArn, where),
    RoleSessionName: sessionName,
    DurationSeconds: String(durationSeconds),
    ...(policy !== undefined && { Policy: policy }),
  };
}

function assumeRoleRemedy(code: ErrorCode, roleArn: string, base: string): string {
  switch (code) {
    case 'throttled':
    case 'service':
      return 'try again later';
    case 'not-found':
      return `create the role ${roleArn}, or correct the account id and the role name`;
    case 'credentials':
    case 'token-expired':
      return `replace the keys of ${base}, and check this host's clock`;
    case 'access-denied':
      return `grant sts:AssumeRole on ${roleArn} to ${base}, and let the trust policy of the role name its account`;
    default:
      return `check the parameters of the role, and that ${base} may call sts:AssumeRole on ${roleArn}`;
  }
}

/**
 * The keys of a role that `base` may assume: how one identity inspects many accounts. Share `base` between roles.
 * The endpoint is `stsEndpoint`, the template in `ALIYUN_ENDPOINT`, or the public one.
 *
 * @throws ConfigError for an option that is not known or of the wrong kind
 * @throws CredentialsError, from `getCredentials`, that names the role, the label of `base` and what to grant
 * @example
 * const base = fromEnv();
 * const member = assumeRole({ accountId: '1234567890123456', roleName: 'inspector', base });
 */
export function assumeRole(options: AssumeRoleOptions): CredentialsProvider {
  read(roleSchema, options, 'assumeRole: ', 'assumeRole');
  const roleArn = options.roleArn ?? `acs:ram::${options.accountId}:role/${options.roleName}`;
  const { base, externalId } = options;
  const what = `sts:AssumeRole of ${roleArn} for ${base.label}`;

  async function ask(): Promise<Credentials> {
    const params = {
      ...sessionParams(options, roleArn, `role ${roleArn}`),
      ...(externalId !== undefined && { ExternalId: externalId }),
    };
    const askWith = (signer: Credentials): Promise<Credentials> =>
      callSts({
        action: 'AssumeRole',
        params,
        signer,
        what,
        remedy: (code) => assumeRoleRemedy(code, roleArn, base.label),
        ...stsOptions(options),
      });
    const signer = await base.getCredentials();
    try {
      return await askWith(signer);
    } catch (error) {
      if (!isInspectionError(error, 'token-expired')) throw error;
      return askWith(await base.refresh(signer));
    }
  }
  return singleFlight(`role ${roleArn}`, ask, undefined, base.accounts);
}

function stsOptions({ region, stsEndpoint, signature }: StsOptions): StsOptions {
  return {
    ...(region !== undefined && { region }),
    ...(stsEndpoint !== undefined && { stsEndpoint }),
    ...(signature !== undefined && { signature }),
  };
}

/** What {@link fromOidc} needs; each value falls back to its environment variable when keys are asked for. */
export interface OidcOptions extends RoleSession {
  /** Default: `ALIBABA_CLOUD_ROLE_ARN`. */
  readonly roleArn?: string;
  /** Default: `ALIBABA_CLOUD_OIDC_PROVIDER_ARN`. */
  readonly oidcProviderArn?: string;
  /** Path of the file that holds the token. Default: `ALIBABA_CLOUD_OIDC_TOKEN_FILE`. Read at every renewal. */
  readonly oidcTokenFile?: string;
}

async function readToken(file: string): Promise<string> {
  let token: string;
  try {
    token = (await readFile(file, 'utf8')).trim();
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new CredentialsError(`the OIDC token file ${file} cannot be read (${reason}): check the path and its mount`, {
      context: { file, reason },
    });
  }
  if (token === '') throw new CredentialsError(`the OIDC token file ${file} is empty: check its mount`);
  registerSecret(token, new Date(Date.now() + TOKEN_LIFETIME));
  return token;
}

/**
 * The keys of a role that trusts an OIDC provider (RRSA in a Kubernetes cluster). The call is not signed.
 *
 * @throws CredentialsError from `getCredentials`
 * @example
 * const pod = fromOidc(); // all from the environment of the pod
 */
export function fromOidc(options: OidcOptions = {}): CredentialsProvider {
  const label = options.roleArn === undefined ? 'OIDC role' : `OIDC role ${options.roleArn}`;
  async function ask(): Promise<Credentials> {
    const { env } = process;
    const roleArn = required(options.roleArn ?? env.ALIBABA_CLOUD_ROLE_ARN, 'ALIBABA_CLOUD_ROLE_ARN', label);
    const providerArn = required(
      options.oidcProviderArn ?? env.ALIBABA_CLOUD_OIDC_PROVIDER_ARN,
      'ALIBABA_CLOUD_OIDC_PROVIDER_ARN',
      label,
    );
    const file = required(
      options.oidcTokenFile ?? env.ALIBABA_CLOUD_OIDC_TOKEN_FILE,
      'ALIBABA_CLOUD_OIDC_TOKEN_FILE',
      label,
    );
    const sessionName = options.sessionName ?? (env.ALIBABA_CLOUD_ROLE_SESSION_NAME || DEFAULT_SESSION);
    return callSts({
      action: 'AssumeRoleWithOIDC',
      params: {
        ...sessionParams({ ...options, sessionName }, roleArn, label),
        OIDCProviderArn: providerArn,
        OIDCToken: await readToken(file),
      },
      what: `sts:AssumeRoleWithOIDC of ${roleArn} with the token in ${file}`,
      remedy: (code) =>
        code === 'throttled' || code === 'service'
          ? 'try again later'
          : `let the trust policy of ${roleArn} name ${providerArn}, with the issuer, audience and subject of the token`,
      ...stsOptions(options),
    });
  }
  return singleFlight(label, ask, undefined, [HOST_IDENTITY]);
}
