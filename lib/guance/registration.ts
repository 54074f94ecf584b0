import { createHash } from 'node:crypto';
import { ConfigError, messageOf } from '../errors';
import type { Text } from '../model';
import { fault, faultKind } from '../report/fault';
import { isRecord, type GuanceClient } from './client';

/** What Guance shows of a function, derived as the function platform derives it. */
export interface FunctionMetadata {
  /** The documentation in both languages, see {@link descriptionText}. */
  readonly description: string;
  /** The signature, such as `run(configs=None)`. */
  readonly definition: string;
  readonly args: readonly string[];
  /** `{ configs: { default: null } }`; `{}` for a parameter without default. */
  readonly kwargs: Readonly<Record<string, { readonly default?: unknown }>>;
}

export interface FunctionParam {
  /** As in the signature: `configs`, or `*args` and `**kwargs` for the rest. */
  readonly name: string;
  /** Absent (not even `undefined`) for a parameter that has to be given. */
  readonly default?: unknown;
}

const COMPLEX = '<Complex Object>';

/**
 * Derives what Guance shows of an inspection's function.
 *
 * @example
 * functionMetadata({ name: 'run', params: [{ name: 'configs', default: null }], title, doc });
 * // { definition: 'run(configs=None)', args: ['configs'], kwargs: { configs: { default: null } }, description: … }
 */
export function functionMetadata(of: {
  readonly name: string;
  readonly params: readonly FunctionParam[];
  readonly title: Text;
  readonly doc: Text;
}): FunctionMetadata {
  const signature: string[] = [];
  const kwargs: Record<string, { default?: unknown }> = {};
  for (const param of of.params) {
    if (!('default' in param)) {
      signature.push(param.name);
      kwargs[param.name] = {};
      continue;
    }
    const value = param.default === undefined ? null : param.default;
    signature.push(`${param.name}=${literal(value)}`);
    kwargs[param.name] = { default: isJson(value) ? value : COMPLEX };
  }
  return {
    description: descriptionText(of.title, of.doc),
    definition: `${of.name}(${signature.join(', ')})`,
    args: of.params.map((param) => param.name),
    kwargs,
  };
}

/** A value as the platform's signatures write it. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    return `'${value.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n').replace(/\r/g, '\\r')}'`;
  }
  if (!isJson(value)) return COMPLEX;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, v]) => `${literal(key)}: ${literal(v)}`)
    .join(', ')}}`;
}

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.values(value).every(isJson);
}

/**
 * The documentation as Guance's own inspections write it: YAML with a block per language.
 *
 * @example descriptionText({ zh: '巡检', en: 'Inspection' }, { zh: '说明', en: 'About' })
 * // 'zh-CN:\n    title: 巡检\n    doc: |\n        说明\nen:\n    title: Inspection\n    doc: |\n        About'
 */
export function descriptionText(title: Text, doc: Text): string {
  const block = (key: string, language: keyof Text) => [
    `${key}:`,
    `    title: ${scalar(title[language])}`,
    '    doc: |',
    ...doc[language]
      .trim()
      .split(/\r?\n/)
      .map((line) => `        ${line}`.trimEnd()),
  ];
  return [...block('zh-CN', 'zh'), ...block('en', 'en')].join('\n');
}

/** Plain where YAML reads it as it stands, quoted elsewhere. */
function scalar(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const plain =
    /^[\p{L}\p{N}(][^\n]*$/u.test(line) && !/: |:$| #/.test(line) && !/^(true|false|null|yes|no|[\d.]+)$/i.test(line);
  return plain ? line : JSON.stringify(line);
}

/**
 * The key by which an inspection is known in its workspace: stable for a function id and a host's secret. Guance's own
 * formula is not public, so this is a hash of both: 32 hex characters.
 *
 * @throws ConfigError when one of them is empty
 * @example refKeyOf('aliyun__ecs_daily.run', hostSecret)
 */
export function refKeyOf(funcId: string, secret: string): string {
  if (!funcId.trim()) throw new ConfigError('refKey: the function id is empty', { field: 'funcId' });
  if (!secret.trim()) throw new ConfigError('refKey: the host secret is empty', { field: 'secret' });
  return createHash('sha256')
    .update(JSON.stringify([funcId, secret]))
    .digest('hex')
    .slice(0, 32);
}

export interface RegistrationSpec extends FunctionMetadata {
  readonly refKey: string;
  /** Such as `aliyun__ecs_daily.run`. */
  readonly funcId: string;
  readonly title: string;
  readonly category?: string;
  /** Only what the script sets: policies that users chose in the console are left alone. */
  readonly alertPolicyUUIDs?: readonly string[];
}

export interface Registration {
  /** `rul_…` */
  readonly uuid: string;
  readonly status: 'enabled' | 'disabled';
  /** The values set in Guance; empty when none are. */
  readonly callKwargs: Readonly<Record<string, unknown>>;
  /** It did not exist, or was deleted, and exists again. */
  readonly created: boolean;
  /** What the operator should know, one sentence each. */
  readonly notes: readonly string[];
}

const BASE = '/api/v1/self_built_checker';
/** Creations by other hosts, deletions in between: more than this is no coincidence. */
const ROUNDS = 3;
const DISABLED = 2;

/**
 * Registers an inspection, or refreshes its title, documentation and parameters, and reads what the workspace says
 * about it. Safe to repeat and to run on several hosts at once.
 *
 * @throws ReportError (network, rate limit, key, or an answer that makes no sense), StoppedError
 * @example
 * const { status, callKwargs } = await register(client, { refKey, funcId, title, ...functionMetadata(…) });
 */
export async function register(client: GuanceClient, spec: RegistrationSpec): Promise<Registration> {
  const notes: string[] = [];
  let policies = spec.alertPolicyUUIDs;
  let created = false;
  let last: unknown;
  /** Without the alert policies when it is they that are refused: an inspection without is better than none. */
  const write = async (send: (policies: object) => Promise<void>): Promise<void> => {
    try {
      await send(policies ? { alertPolicyUUIDs: policies } : {});
    } catch (error) {
      const kind = faultKind(error);
      if (!policies?.length || (kind !== 'refused' && kind !== 'not-found')) throw error;
      await send({});
      notes.push(`the alert policies ${policies.join(', ')} were refused and not set: ${messageOf(error)}`);
      policies = undefined;
    }
  };
  for (let round = 0; round < ROUNDS; round++) {
    const checker = await find(client, spec.refKey);
    if (checker) {
      // What was just created is as it should be.
      if (created) return read(checker, created, notes);
      try {
        await write((extra) => modify(client, spec, extra));
        return read(checker, created, notes);
      } catch (error) {
        // Deleted since it was found.
        if (faultKind(error) !== 'not-found') throw error;
        last = error;
        continue;
      }
    }
    try {
      await write((extra) => create(client, spec, extra));
      created = true;
    } catch (error) {
      // Refused as a duplicate, or nobody knows whether it was created: the next look tells.
      const kind = faultKind(error);
      if (kind !== 'refused' && kind !== 'network' && kind !== 'server' && kind !== 'shape') throw error;
      if (kind === 'refused' && faultKind(last) === kind) throw error;
      last = error;
    }
  }
  // One more look for what the last round created.
  const checker = created ? await find(client, spec.refKey) : undefined;
  if (checker) return read(checker, created, notes);
  throw last instanceof Error
    ? last
    : fault(
        'shape',
        `Guance ${BASE}/create at ${client.openapi}: ${spec.title} was created but cannot be found by its refKey`,
      );
}

/** `undefined` when there is none: HTTP 404, empty content, or a deleted one. */
async function find(client: GuanceClient, refKey: string): Promise<Record<string, unknown> | undefined> {
  let content: unknown;
  try {
    content = await client.get(`${BASE}/get`, { refKey });
  } catch (error) {
    if (faultKind(error) === 'not-found') return undefined;
    throw error;
  }
  if (!isRecord(content) || Object.keys(content).length === 0) return undefined;
  if (typeof content.deleteAt === 'number' && content.deleteAt > 0) return undefined;
  return content;
}

function funcInfo(spec: RegistrationSpec) {
  const { description, definition, args, kwargs } = spec;
  return { description, definition, category: spec.category ?? 'general', args, kwargs };
}

async function create(client: GuanceClient, spec: RegistrationSpec, extra: object): Promise<void> {
  const { refKey, title, funcId } = spec;
  await client.post(`${BASE}/create`, { refKey, title, refFuncInfo: { funcId, ...funcInfo(spec) }, ...extra });
}

async function modify(client: GuanceClient, spec: RegistrationSpec, extra: object): Promise<void> {
  const { refKey, title } = spec;
  await client.post(`${BASE}/modify`, { refKey, title, refFuncInfo: funcInfo(spec), ...extra }, { repeatable: true });
}

function read(checker: Readonly<Record<string, unknown>>, created: boolean, notes: string[]): Registration {
  const { uuid, status, jsonScript } = checker;
  if (typeof uuid !== 'string' || !uuid) throw fault('shape', `Guance GET ${BASE}/get: no uuid in the answer`);
  const values = isRecord(jsonScript) ? jsonScript.callKwargs : undefined;
  const callKwargs = valuesOf(values);
  if (!callKwargs) notes.push('the parameter values set in Guance are not an object and were not used');
  return {
    uuid,
    status: Number(status) === DISABLED ? 'disabled' : 'enabled',
    callKwargs: callKwargs ?? {},
    created,
    notes,
  };
}

/** An object, also as JSON text; empty when nothing is set. */
function valuesOf(values: unknown): Record<string, unknown> | undefined {
  if (values === undefined || values === null || values === '') return {};
  if (isRecord(values)) return values;
  if (Array.isArray(values)) return values.length === 0 ? {} : undefined;
  if (typeof values !== 'string') return undefined;
  try {
    return valuesOf(JSON.parse(values));
  } catch {
    return undefined;
  }
}

/**
 * The arguments of a run: the script's own values, and over them those set in Guance. A field left empty there is not
 * set. Arguments of the local schedule do not count.
 *
 * @example mergeKwargs({ configs: null }, { configs: 'i-1\ni-2' }).kwargs // { configs: 'i-1\ni-2' }
 */
export function mergeKwargs(
  own: Readonly<Record<string, unknown>>,
  callKwargs: Readonly<Record<string, unknown>>,
): { readonly kwargs: Record<string, unknown>; readonly notes: readonly string[] } {
  const kwargs: Record<string, unknown> = { ...own };
  const notes: string[] = [];
  for (const [name, value] of Object.entries(callKwargs)) {
    if (value === undefined || value === null || value === '') continue;
    if (Object.hasOwn(own, name)) kwargs[name] = value;
    else notes.push(`parameter ${name.slice(0, 60)} is set in Guance, but the inspection has none of that name`);
  }
  return { kwargs, notes };
}
