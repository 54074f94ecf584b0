/**
 * The two files that hold keys on a person's machine: the CLI's config.json and the SDKs' credentials. Read here rather than
 * by the SDK, whose errors quote the file, which knows no other path, and which runs commands without asking.
 */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { CredentialsError } from '../errors';
import type { RoleSession } from './assume-role';
import { assumeRole, fromOidc } from './assume-role';
import type { Credentials, CredentialsProvider } from './provider';
import { checkKeys, HOST_IDENTITY, parseExpiration, required, singleFlight } from './provider';
import { registerSecret } from './redact';
import { askCommand, fromEcsRole } from './sdk';

/** `~/.aliyun/config.json` of whoever runs this, now. */
export function cliConfigFile(): string {
  return path.join(process.env.HOME || homedir(), '.aliyun', 'config.json');
}

/** `ALIBABA_CLOUD_CREDENTIALS_FILE`, or `~/.alibabacloud/credentials`. */
export function credentialsFile(): string {
  return (
    process.env.ALIBABA_CLOUD_CREDENTIALS_FILE ||
    path.join(process.env.HOME || homedir(), '.alibabacloud', 'credentials')
  );
}

async function readText(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new CredentialsError(`${file} cannot be read (${reason}): check the path and the permissions`, {
      context: { file, reason },
    });
  }
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field that may be absent. The CLI writes absent values as `""`. */
function optional(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Without the entries that are `undefined`. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T> as never;
}

const SECRET_FIELDS = ['access_key_secret', 'sts_token', 'access_token', 'oauth_access_token', 'oauth_refresh_token'];

function registerFields(fields: Fields): void {
  for (const name of SECRET_FIELDS) registerSecret(optional(fields[name]));
}

function keysOf(fields: Fields, where: string, tokenName: string): Credentials {
  const raw = {
    accessKeyId: fields.access_key_id,
    accessKeySecret: fields.access_key_secret,
    securityToken: optional(fields[tokenName]),
    expiration: fields.sts_expiration,
  };
  return checkKeys(raw, { id: 'access_key_id', secret: 'access_key_secret', token: tokenName }, where);
}

/** What a profile or section says about the session of a role. */
function sessionOf(fields: Fields): RoleSession {
  const seconds = Number(fields.expired_seconds ?? fields.duration_seconds);
  return defined({
    sessionName: optional(fields.ram_session_name) ?? optional(fields.role_session_name),
    durationSeconds: seconds > 0 ? seconds : undefined,
    policy: optional(fields.policy),
    region: optional(fields.sts_region),
    stsEndpoint: optional(fields.sts_endpoint),
  });
}

function askRole(fields: Fields, roleArn: string, base: CredentialsProvider): Promise<Credentials> {
  const externalId = defined({ externalId: optional(fields.external_id) });
  return assumeRole({ roleArn, base, ...externalId, ...sessionOf(fields) }).getCredentials();
}

/** How {@link fromProfile} reads. */
export interface ProfileOptions {
  /** Default: `~/.aliyun/config.json`. */
  readonly file?: string;
  /** Whether a profile in mode External may run its command. Default: false. */
  readonly allowExternal?: boolean;
}

/**
 * The keys of a profile of the `aliyun` command line: modes AK, StsToken, RamRoleArn, ChainableRamRoleArn, EcsRamRole, OIDC;
 * CloudSSO and OAuth while the keys that the CLI stored last; External if allowed. Never writes to the file.
 *
 * @param name default: `ALIBABA_CLOUD_PROFILE`, then the file's current profile
 * @throws CredentialsError from `getCredentials`; no error quotes the file
 * @example
 * const account = { name: 'production', credentials: fromProfile('prod') };
 */
export function fromProfile(name?: string, options: ProfileOptions = {}): CredentialsProvider {
  const label = name === undefined ? 'current profile' : `profile ${name}`;
  return singleFlight(
    label,
    async () => {
      const file = options.file ?? cliConfigFile();
      const config = parseConfig(await readText(file), file);
      const profile = name ?? (process.env.ALIBABA_CLOUD_PROFILE || optional(config.current));
      return askProfile(profile ?? 'default', {
        config,
        file,
        allowExternal: options.allowExternal === true,
        seen: [],
      });
    },
    undefined,
    [HOST_IDENTITY],
  );
}

interface ProfileRead {
  readonly config: Fields;
  readonly file: string;
  readonly allowExternal: boolean;
  /** Profiles that led here, for a chain that bites its tail. */
  readonly seen: readonly string[];
}

function parseConfig(text: string, file: string): Fields {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch {
    config = undefined;
  }
  if (!isFields(config)) throw new CredentialsError(`${file} is not valid JSON: correct it`, { context: { file } });
  return config;
}

async function askProfile(name: string, read: ProfileRead): Promise<Credentials> {
  const { config, file, seen } = read;
  const profiles = Array.isArray(config.profiles) ? config.profiles.filter(isFields) : [];
  const profile = profiles.find((p) => p.name === name);
  const where = `profile ${name} of ${file}`;
  if (profile === undefined) {
    throw new CredentialsError(`${file} has no profile ${name}: run "aliyun configure --profile ${name}"`, {
      context: { file, profile: name },
    });
  }
  if (seen.includes(name)) {
    throw new CredentialsError(`${where} is its own source_profile: correct source_profile`, { code: 'config' });
  }
  registerFields(profile);
  const text = (field: string): string => required(profile[field], field, where);
  switch (profile.mode) {
    case undefined:
    case '':
    case 'AK':
      return keysOf({ ...profile, sts_token: undefined, sts_expiration: undefined }, where, 'sts_token');
    case 'StsToken':
      text('sts_token');
      return keysOf(profile, where, 'sts_token');
    case 'RamRoleArn': {
      const base = singleFlight(where, () => keysOf({ ...profile, sts_expiration: undefined }, where, 'sts_token'));
      return askRole(profile, text('ram_role_arn'), base);
    }
    case 'ChainableRamRoleArn': {
      const source = text('source_profile');
      const base = singleFlight(`profile ${source}`, () => askProfile(source, { ...read, seen: [...seen, name] }));
      return askRole(profile, text('ram_role_arn'), base);
    }
    case 'EcsRamRole':
      return fromEcsRole(optional(profile.ram_role_name)).getCredentials();
    case 'OIDC':
      return fromOidc({
        ...sessionOf(profile),
        roleArn: text('ram_role_arn'),
        oidcProviderArn: text('oidc_provider_arn'),
        oidcTokenFile: text('oidc_token_file'),
      }).getCredentials();
    case 'CloudSSO':
    case 'OAuth': {
      const expiresAt = parseExpiration(profile.sts_expiration);
      if (expiresAt === undefined || expiresAt.getTime() <= Date.now()) {
        throw new CredentialsError(
          `the sign-in of ${where} (${profile.mode}) is over: run "aliyun sts GetCallerIdentity --profile ${name}" to renew it`,
          { code: 'token-expired', context: { file, profile: name } },
        );
      }
      text('sts_token');
      return keysOf(profile, where, 'sts_token');
    }
    case 'External':
      if (!read.allowExternal) {
        throw new CredentialsError(
          `${where} wants to run a command (mode External): allow it with fromProfile('${name}', { allowExternal: true })`,
          { code: 'config', context: { file, profile: name } },
        );
      }
      return askCommand(text('process_command'), where);
    default:
      throw new CredentialsError(`${where} has an unknown mode: use AK, StsToken, RamRoleArn, EcsRamRole or OIDC`, {
        code: 'config',
        context: { file, profile: name },
      });
  }
}

/** Sections of an INI file. Values may be quoted; `;` and `#` begin a comment line. */
function parseIni(text: string): Map<string, Fields> {
  const sections = new Map<string, Record<string, string>>();
  let current: Record<string, string> | undefined;
  for (const line of text.split(/\r?\n/).map((l) => l.trim())) {
    const header = /^\[(.+)\]$/.exec(line)?.[1]?.trim();
    const pair = /^([^=;#[][^=]*?)\s*=\s*(.*)$/.exec(line);
    if (header !== undefined) {
      current = sections.get(header) ?? {};
      sections.set(header, current);
    } else if (pair !== null && current !== undefined) {
      const [, key = '', value = ''] = pair;
      current[key] = value.replace(/^(["'])(.*)\1$/, '$2');
    }
  }
  return sections;
}

/**
 * The keys of a section of the SDKs' credentials file: types access_key, sts, ram_role_arn, ecs_ram_role, oidc_role_arn.
 *
 * @param section default: `ALIBABA_CLOUD_PROFILE`, then `default`
 * @param options `file` defaults to `ALIBABA_CLOUD_CREDENTIALS_FILE`, then `~/.alibabacloud/credentials`
 * @throws CredentialsError from `getCredentials`; no error quotes the file
 * @example
 * const account = { name: 'production', credentials: fromCredentialsFile('prod') };
 */
export function fromCredentialsFile(section?: string, options: { readonly file?: string } = {}): CredentialsProvider {
  const label = `credentials file${section === undefined ? '' : ` section ${section}`}`;
  return singleFlight(
    label,
    async () => {
      const file = options.file ?? credentialsFile();
      const name = section ?? (process.env.ALIBABA_CLOUD_PROFILE || 'default');
      const fields = parseIni(await readText(file)).get(name);
      const where = `section ${name} of ${file}`;
      if (fields === undefined) {
        throw new CredentialsError(`${file} has no section [${name}]: add it`, { context: { file, section: name } });
      }
      registerFields(fields);
      const text = (field: string): string => required(fields[field], field, where);
      switch (fields.type) {
        case 'access_key':
          return keysOf(fields, where, 'security_token');
        case 'sts':
          text('security_token');
          return keysOf(fields, where, 'security_token');
        case 'ram_role_arn': {
          const base = singleFlight(where, () => keysOf(fields, where, 'security_token'));
          return askRole(fields, text('role_arn'), base);
        }
        case 'ecs_ram_role':
          return fromEcsRole(optional(fields.role_name)).getCredentials();
        case 'oidc_role_arn':
          return fromOidc({
            ...sessionOf(fields),
            roleArn: text('role_arn'),
            oidcProviderArn: text('oidc_provider_arn'),
            oidcTokenFile: text('oidc_token_file_path'),
          }).getCredentials();
        default:
          throw new CredentialsError(
            `${where} has no known type: use access_key, sts, ram_role_arn, ecs_ram_role or oidc_role_arn`,
            { code: 'config', context: { file, section: name } },
          );
      }
    },
    undefined,
    [HOST_IDENTITY],
  );
}
