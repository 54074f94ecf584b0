import { ConfigError, messageOf } from '../errors';

/** What the caller of `run()` asks for, checked; `undefined` means "as the template says". */
export interface RunConfigs {
  readonly regions?: readonly string[];
  /** Only these assets, and what is attached to them. */
  readonly instanceIds?: readonly string[];
  /** By checker id. */
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const KEYS = ['regions', 'instanceIds', 'params'];
const ASSET_ID = /^[A-Za-z0-9][A-Za-z0-9_.:@-]{1,127}$/;

/**
 * Reads what a host hands to `run()`: nothing, newline-separated asset ids, a list of them, an object
 * `{ regions?, instanceIds?, params? }`, or any of these as JSON text.
 *
 * @throws ConfigError naming the field
 * @example parseConfigs('i-1\ni-2') // { instanceIds: ['i-1', 'i-2'] }
 */
export function parseConfigs(input: unknown): RunConfigs {
  if (input === undefined || input === null) return {};
  if (typeof input === 'string') return fromText(input);
  if (Array.isArray(input)) return { instanceIds: ids(input, 'configs') };
  if (typeof input === 'object') return fromObject(input as Record<string, unknown>);
  throw refuse('configs', `${typeof input} is not text, a list of ids or an object with ${KEYS.join(', ')}`);
}

function fromText(text: string): RunConfigs {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === 'null') return {};
  if (/^[[{"]/.test(trimmed)) {
    let value: unknown;
    try {
      value = JSON.parse(trimmed);
    } catch (error) {
      throw refuse('configs', `malformed JSON (${messageOf(error)})`);
    }
    return parseConfigs(value);
  }
  return { instanceIds: ids(lines(trimmed), 'configs') };
}

function fromObject(input: Record<string, unknown>): RunConfigs {
  for (const key of Object.keys(input)) {
    if (!KEYS.includes(key)) throw refuse(`configs.${key}`, `unknown key; known are ${KEYS.join(', ')}`);
  }
  const { regions, instanceIds, params } = input;
  return {
    ...(isSet(regions) ? { regions: texts(regions, 'configs.regions') } : {}),
    ...(isSet(instanceIds) ? { instanceIds: ids(listOf(instanceIds), 'configs.instanceIds') } : {}),
    ...(isSet(params) ? { params: paramsOf(params) } : {}),
  };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function listOf(value: unknown): unknown {
  return typeof value === 'string' ? lines(value) : value;
}

function lines(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter(Boolean);
}

function texts(value: unknown, field: string): string[] {
  const list = listOf(value);
  if (!Array.isArray(list) || !list.every((entry): entry is string => typeof entry === 'string')) {
    throw refuse(field, 'not a list of texts');
  }
  const found = list.map((entry) => entry.trim()).filter(Boolean);
  if (found.length === 0) throw refuse(field, 'an empty list; leave it out to inspect everything');
  return [...new Set(found)];
}

function ids(value: unknown, field: string): string[] {
  const found = texts(value, field);
  const strange = found.find((id) => !ASSET_ID.test(id));
  if (strange !== undefined) throw refuse(field, `"${strange.slice(0, 60)}" is not an asset id`);
  return found;
}

function paramsOf(value: unknown): NonNullable<RunConfigs['params']> {
  const isObject = (v: unknown): v is Record<string, unknown> =>
    typeof v === 'object' && v !== null && !Array.isArray(v);
  if (!isObject(value)) throw refuse('configs.params', 'not an object of checker ids');
  const params = Object.create(null) as Record<string, Record<string, unknown>>;
  for (const [checker, values] of Object.entries(value)) {
    if (!isObject(values)) throw refuse(`configs.params.${checker}`, 'not an object of parameters');
    params[checker] = values;
  }
  return params;
}

function refuse(field: string, problem: string): ConfigError {
  return new ConfigError(`${field}: ${problem}`, { field });
}
