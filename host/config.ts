/** Settings of a host: from the command line, the environment, a JSON file, and what is usual, in this order. */
import { readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { join, resolve } from 'node:path';
import { ConfigError, messageOf } from '../lib/errors';
import {
  converted,
  either,
  list,
  made,
  not,
  oneOf,
  readOne,
  text,
  textWith,
  together,
  type Schema,
} from '../lib/input';
import { DEFAULT_STATE_DIR } from '../lib/state';
import { hintOf, hostLanguage, type Language } from '../lib/model';
import { isZone } from '../ground/schedule';
import { isPostgres } from '../ground/postgres/address';
import { proxyProblem, type Proxies } from './attempts';
import { isRedis } from './redis';
import { isRole, ROLES, type Role } from './roles';

type Env = Readonly<Record<string, string | undefined>>;

type Derived<T> = (settings: { readonly data: string; readonly env: Env }) => T;
const isDerived = <T>(usual: T | Derived<T>): usual is Derived<T> => typeof usual === 'function';

/** How a setting is read, and what it is when nobody says. */
interface Setting<T> {
  readonly schema: Schema<T>;
  readonly usual: T | Derived<T>;
}

const setting = <T>(schema: Schema<T>, usual: Setting<T>['usual']): Setting<T> => ({ schema, usual });

/** Variables are texts: `9300` is a number there, too. */
function whole(min: number, max: number, usual: number): Setting<number> {
  const numberOf = (value: unknown) => (typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value);
  const isOne = (value: unknown) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
  const given = made<unknown>(
    (value) => isOne(numberOf(value)),
    (input) => not(`a whole number from ${min} to ${max}`)({ input }),
  );
  return setting(
    converted(given, (value) => Number(value)),
    usual,
  );
}

const WORDS: Readonly<Record<string, boolean>> = { true: true, false: false, 1: true, 0: false };

function flag(usual: boolean): Setting<boolean> {
  const said = converted(
    made<string | number | boolean>(
      (value) => Object.hasOwn(WORDS, String(value).toLowerCase()),
      (input) => not('true or false')({ input }),
    ),
    (value) => WORDS[String(value).toLowerCase()] === true,
  );
  return setting(said, usual);
}

const names = either<readonly string[]>((value) =>
  typeof value === 'string'
    ? converted(text('a list of host names'), (all) => all.split(','))
    : list(text(), 'host names'),
);

/** `true`: there is a proxy with TLS. Its addresses: what it says of clients is believed, too. */
const proxy = setting<boolean | Proxies>(
  either<boolean | Proxies>((value) =>
    Object.hasOwn(WORDS, String(value).toLowerCase())
      ? flag(false).schema
      : together(
          converted(names, (all) => all.map((one) => one.trim())),
          (all) => all.map(proxyProblem).find((problem) => problem !== undefined),
        ),
  ),
  false,
);

const aPath = converted(text('a path'), (value) => resolve(value.trim()));
const path = (usual: Setting<string>['usual']) => setting(aPath, usual);
const optionalPath = () => setting<string | undefined>(aPath, undefined);

/** From a group to a role: an object, or `ops=operate,admins=administer`. */
const groups = setting<Readonly<Record<string, Role>>>(
  made<Readonly<Record<string, Role>>>(
    (value) => Object.values(pairsOf(value)).every(isRole) && Object.keys(pairsOf(value)).length > 0,
    (input) => not(`groups with roles (${ROLES.join(', ')}), such as ops=operate`)({ input }),
  ),
  {},
);

function pairsOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'string') return typeof value === 'object' && value !== null ? { ...value } : {};
  return Object.fromEntries(
    value.split(',').map((pair) => [pair.replace(/=[^=]*$/, '').trim(), pair.replace(/^.*=/, '').trim()]),
  );
}

/** What would let others read who signs in is refused. */
const anOrigin = textWith('an address such as https://inspect.example', (value) => {
  const safe =
    /^https:\/\/[^/]/.test(value) || /^http:\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?(\/|$)/.test(value);
  return safe ? undefined : `${JSON.stringify(value)} is no address with https`;
});
const optionalAddress = () => setting<string | undefined>(anOrigin, undefined);
const optionalText = (what: string) => setting<string | undefined>(text(what), undefined);

/** As it is in a Host header, without its port. */
export function hostName(text: string): string {
  const name = text.trim().toLowerCase();
  return isIPv6(name) ? `[${name}]` : name.replace(/:\d+$/, '');
}

/** The settings of a host. */
const SETTINGS = {
  host: setting(
    converted(text('a host name or address'), (value) => value.trim()),
    '127.0.0.1',
  ),
  port: whole(0, 65_535, 9300),
  /** Folder of everything that the host keeps. */
  data: path(resolve(DEFAULT_STATE_DIR, 'serve')),
  /** Folder of your own scripts. */
  scripts: path(({ data }) => join(data, 'scripts')),
  /** What inspections remember between runs: a folder, or a database that many hosts share. */
  state: setting(
    converted(text('a path or postgres://…'), (value) => (isPostgres(value) ? value.trim() : resolve(value.trim()))),
    ({ data }) => join(data, 'state'),
  ),
  /** Of the key that accounts are encrypted with. */
  keyFile: optionalPath(),
  /** A Redis in which hosts that inspect the same accounts share the rates of calls. */
  limits: setting<string | undefined>(text('an address such as redis://host:6379'), undefined),
  language: setting<Language>(oneOf(['zh', 'en']), ({ env }) => hostLanguage(env)),
  timeZone: setting(
    made<string>(
      (value) => typeof value === 'string' && isZone(value),
      (input) => not('a time zone such as Asia/Shanghai')({ input }),
    ),
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  ),
  jitterSeconds: whole(0, 600, 15),
  concurrency: whole(1, 64, 2),
  /** Tasks that may wait here, or the address of a queue that many hosts share. */
  queue: setting<number | string>(
    either<number | string>((value) =>
      typeof value === 'string' && isRedis(value) ? text('a length, or an address') : whole(1, 10_000, 100).schema,
    ),
    100,
  ),
  memoryMiB: whole(64, 65_536, 1024),
  graceSeconds: whole(1, 600, 20),
  stopSeconds: whole(0, 3600, 60),
  waitSeconds: whole(1, 3600, 180),
  keepTasks: whole(1, 10_000, 300),
  shipped: setting<'active' | 'paused' | 'off'>(oneOf(['active', 'paused', 'off']), 'paused'),
  /** Names of variables of the host that runs get besides those that the library reads. */
  runVariables: setting<readonly string[]>(
    together(
      converted(names, (all) => all.map((one) => one.trim())),
      (all) => {
        const strange = all.find((name) => !/^[A-Za-z_]\w*$/.test(name) || name.startsWith('ALIYUN_INSPECTION_'));
        return strange === undefined ? undefined : `${JSON.stringify(strange)} is no variable that runs may have`;
      },
    ),
    [],
  ),
  /** The user of the machine that runs belong to: a name, or `<uid>:<gid>`. */
  runAs: setting<string | undefined>(
    converted(text('a user'), (value) => value.trim()),
    undefined,
  ),
  guance: setting<'local' | 'environment'>(oneOf(['local', 'environment']), 'local'),
  workspacePort: whole(0, 65_535, 0),
  editing: flag(true),
  proxy,
  tlsCert: optionalPath(),
  tlsKey: optionalPath(),
  allowedHosts: setting<readonly string[]>(
    together(
      converted(names, (all) => all.map(hostName)),
      (all) => {
        const strange = all.find((name) => !/^([\w.-]+|\[[\da-f:.]+\])$/.test(name));
        return strange === undefined ? undefined : `${JSON.stringify(strange)} is not a host name`;
      },
    ),
    [],
  ),
  /** The console as browsers know it. */
  publicUrl: optionalAddress(),
  oidcIssuer: optionalAddress(),
  oidcClientId: optionalText('a client id'),
  oidcClientSecretFile: optionalPath(),
  /** The claim that says which groups somebody is in. */
  oidcRoleClaim: setting(text('a claim'), 'groups'),
  oidcRoles: groups,
  log: setting<'plain' | 'json'>(oneOf(['plain', 'json']), 'plain'),
};

type Key = keyof typeof SETTINGS;
export type Settings = { readonly [K in Key]: (typeof SETTINGS)[K] extends Setting<infer T> ? T : never };

const KEYS = Object.keys(SETTINGS) as Key[];

/** The variable of a setting: `timeZone` is `ALIYUN_INSPECTION_TIME_ZONE`. */
export const variableOf = (key: string): string =>
  `ALIYUN_INSPECTION_${key
    .replace(/MiB$/, '_MIB')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toUpperCase()}`;

/**
 * Reads the settings of a host.
 *
 * @param flags of the command line; what is `undefined` was not given
 * @param file JSON
 * @throws ConfigError that names the key and where it was set
 * @example readSettings({ port: 9300 }, process.env, 'serve.json').timeZone
 */
export function readSettings(flags: Readonly<Record<string, unknown>>, env: Env, file?: string): Settings {
  const fromFile = file === undefined ? {} : readConfigFile(file);
  const given = (key: Key): { value: unknown; where: string } | undefined => {
    const variable = variableOf(key);
    if (flags[key] !== undefined) return { value: flags[key], where: `--${key.toLowerCase()}` };
    if (env[variable]?.trim()) return { value: env[variable], where: variable };
    return Object.hasOwn(fromFile, key) ? { value: fromFile[key], where: `${file ?? ''}: ${key}` } : undefined;
  };
  const valueOf = <K extends Key>(key: K, data: string): Settings[K] => {
    const { schema, usual } = SETTINGS[key] as unknown as Setting<Settings[K]>;
    const found = given(key);
    if (!found) return isDerived(usual) ? usual({ data, env }) : usual;
    const result = readOne(schema, found.value);
    if ('value' in result) return result.value;
    throw new ConfigError(`${found.where}: ${result.problem}`, { field: key });
  };
  const data = valueOf('data', '');
  const settings = Object.fromEntries(KEYS.map((key) => [key, valueOf(key, data)])) as unknown as Settings;
  const oidcRoles = pairsOf(settings.oidcRoles) as Settings['oidcRoles'];
  if (settings.oidcIssuer !== undefined) {
    const missing = (['oidcClientId', 'publicUrl'] as const).find((key) => settings[key] === undefined);
    const field = missing ?? (Object.keys(oidcRoles).length === 0 ? 'oidcRoles' : undefined);
    if (field) throw new ConfigError(`${field}: is missing beside oidcIssuer`, { field });
  }
  if (typeof settings.queue === 'string' && !isPostgres(settings.state)) {
    throw new ConfigError(
      'state: a shared queue needs postgres://…: all that work on a run have to remember the same',
      {
        field: 'state',
      },
    );
  }
  if (typeof settings.queue === 'string' && settings.guance === 'local') {
    throw new ConfigError(
      'guance: a shared queue needs "environment": workers elsewhere do not reach a local workspace',
      {
        field: 'guance',
      },
    );
  }
  if ((settings.tlsCert === undefined) !== (settings.tlsKey === undefined)) {
    const missing = settings.tlsCert === undefined ? 'tlsCert' : 'tlsKey';
    throw new ConfigError(`${missing}: is missing beside the other one`, { field: missing });
  }
  return { ...settings, oidcRoles };
}

/** Only programs of this machine reach it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Whether browsers come over HTTPS: the host's own, or that of a declared proxy. */
export function isHttps({ tlsCert, proxy }: Settings): boolean {
  return tlsCert !== undefined || proxy !== false;
}

/** Whether the way from a browser is protected: it does not leave the machine, or it is encrypted. */
export function isProtected(settings: Settings): boolean {
  return isLoopback(settings.host) || isHttps(settings);
}

function readConfigFile(file: string): Readonly<Record<string, unknown>> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConfigError(`--config ${file} cannot be read: ${messageOf(error)}`, { field: 'config' });
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new ConfigError(`--config ${file}: is not a JSON object`, { field: 'config' });
  }
  const unknown = Object.keys(content).find((key) => !KEYS.some((known) => known === key));
  if (unknown !== undefined) {
    throw new ConfigError(`${file}: ${unknown}: is not a setting${hintOf(unknown, KEYS)}`, { field: unknown });
  }
  return content as Record<string, unknown>;
}
