/** Settings of a host: from the command line, the environment, a JSON file, and what is usual, in this order. */
import { readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { join, resolve } from 'node:path';
import { ConfigError, messageOf } from '../../lib/errors';
import { DEFAULT_STATE_DIR } from '../../lib/inspection';
import { hostLanguage, type Language } from '../../lib/model';
import { isZone } from '../workspace/schedule';

export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Folder of everything that the host keeps. */
  readonly data: string;
  /** Folder of your own scripts. */
  readonly scripts: string;
  /** What inspections remember between runs. */
  readonly state: string;
  /** Of the key that accounts are encrypted with. */
  readonly keyFile: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly jitterSeconds: number;
  readonly concurrency: number;
  readonly queue: number;
  readonly memoryMiB: number;
  readonly graceSeconds: number;
  readonly stopSeconds: number;
  readonly waitSeconds: number;
  readonly keepTasks: number;
  readonly shipped: 'active' | 'paused' | 'off';
  readonly guance: 'local' | 'environment';
  readonly workspacePort: number;
  readonly editing: boolean;
  readonly proxy: boolean;
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  readonly allowedHosts: readonly string[];
  readonly log: 'plain' | 'json';
}

type Key = keyof Settings;
/** @returns the value, or `undefined` when it is not one */
type Read<T> = (value: unknown) => T | undefined;

interface Setting<T> {
  readonly read: Read<T>;
  readonly expected: string;
  readonly usual: T | ((settings: { readonly data: string; readonly env: Env }) => T);
}

type Env = Readonly<Record<string, string | undefined>>;

const text: Read<string> = (value) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);

function whole(min: number, max: number, usual: number): Setting<number> {
  const read: Read<number> = (value) => {
    const n = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value;
    return typeof n === 'number' && Number.isInteger(n) && n >= min && n <= max ? n : undefined;
  };
  return { read, expected: `a whole number from ${min} to ${max}`, usual };
}

function flag(usual: boolean): Setting<boolean> {
  const words: Readonly<Record<string, boolean>> = { true: true, false: false, 1: true, 0: false };
  return { read: (value) => words[String(value).toLowerCase()], expected: 'true or false', usual };
}

function oneOf<const T extends string>(
  values: readonly T[],
  usual: T | ((settings: { readonly env: Env }) => T),
): Setting<T> {
  return { read: (value) => values.find((one) => one === value), expected: values.join(', '), usual };
}

function path(usual: Setting<string>['usual']): Setting<string> {
  return { read: (value) => text(value) && resolve(String(value).trim()), expected: 'a path', usual };
}

function optionalPath(): Setting<string | undefined> {
  return { ...path(''), usual: undefined };
}

/** As it is in a Host header, without its port. */
export function hostName(text: string): string {
  const name = text.trim().toLowerCase();
  return isIPv6(name) ? `[${name}]` : name.replace(/:\d+$/, '');
}

const SETTINGS: { readonly [K in Key]: Setting<Settings[K]> } = {
  host: { read: text, expected: 'a host name or address', usual: '127.0.0.1' },
  port: whole(0, 65_535, 9300),
  data: path(resolve(DEFAULT_STATE_DIR, 'serve')),
  scripts: path(({ data }) => join(data, 'scripts')),
  state: path(({ data }) => join(data, 'state')),
  keyFile: path(({ data }) => join(data, 'key')),
  language: oneOf(['zh', 'en'], ({ env }) => hostLanguage(env)),
  timeZone: {
    read: (value) => (typeof value === 'string' && isZone(value) ? value : undefined),
    expected: 'a time zone such as Asia/Shanghai',
    usual: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  },
  jitterSeconds: whole(0, 600, 15),
  concurrency: whole(1, 64, 2),
  queue: whole(1, 10_000, 100),
  memoryMiB: whole(64, 65_536, 1024),
  graceSeconds: whole(1, 600, 20),
  stopSeconds: whole(0, 3600, 60),
  waitSeconds: whole(1, 3600, 180),
  keepTasks: whole(1, 10_000, 300),
  shipped: oneOf(['active', 'paused', 'off'], 'paused'),
  guance: oneOf(['local', 'environment'], 'local'),
  workspacePort: whole(0, 65_535, 0),
  editing: flag(true),
  proxy: flag(false),
  tlsCert: optionalPath(),
  tlsKey: optionalPath(),
  allowedHosts: {
    read: (value) => {
      const list = typeof value === 'string' ? value.split(',') : value;
      if (!Array.isArray(list)) return undefined;
      const names = list.map((one) => (typeof one === 'string' ? hostName(one) : ''));
      return names.every((name) => /^([\w.-]+|\[[\da-f:.]+\])$/.test(name)) ? names : undefined;
    },
    expected: 'a list of host names',
    usual: [],
  },
  log: oneOf(['plain', 'json'], 'plain'),
};

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
    const setting: Setting<Settings[K]> = SETTINGS[key];
    const found = given(key);
    if (!found) {
      const { usual } = setting;
      return typeof usual === 'function' ? usual({ data, env }) : usual;
    }
    const value = setting.read(found.value);
    if (value !== undefined) return value;
    throw new ConfigError(`${found.where}: ${JSON.stringify(found.value)} is not ${setting.expected}`, { field: key });
  };
  const data = valueOf('data', '');
  const settings = Object.fromEntries(KEYS.map((key) => [key, valueOf(key, data)])) as unknown as Settings;
  if ((settings.tlsCert === undefined) !== (settings.tlsKey === undefined)) {
    const missing = settings.tlsCert === undefined ? 'tlsCert' : 'tlsKey';
    throw new ConfigError(`${missing}: is missing beside the other one`, { field: missing });
  }
  return settings;
}

/** Only programs of this machine reach it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Whether browsers come over HTTPS: the host's own, or that of a declared proxy. */
export function isHttps({ tlsCert, proxy }: Settings): boolean {
  return tlsCert !== undefined || proxy;
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
    throw new ConfigError(`${file}: ${unknown}: is not a setting; known are ${KEYS.join(', ')}`, { field: unknown });
  }
  return content as Record<string, unknown>;
}
