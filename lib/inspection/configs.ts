import { ConfigError, messageOf } from '../errors';
import {
  converted,
  either,
  fields,
  list,
  made,
  optional,
  read,
  table,
  text,
  together,
  type Declared,
  type Schema,
} from '../input';

const TAG = /^[^=]{1,128}(=.*)?$/;
const CHECKER_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const ASSET_ID = /^[A-Za-z0-9][A-Za-z0-9_.:@-]{1,127}$/;

/** Names, one a line or separated by commas, or a list of them; each counts once. */
function namesSchema(isName: (name: string) => boolean, what: string): Schema<readonly string[]> {
  const typed = text('a text', true);
  const listed = list(typed, 'texts');
  const names = either<readonly string[]>((value) => (typeof value === 'string' ? converted(typed, lines) : listed));
  const clean = converted(names, (all) => [...new Set(all.map((name) => name.trim()).filter(Boolean))]);
  return together(clean, (all) => {
    if (all.length === 0) return 'an empty list; leave it out to inspect everything';
    const strange = all.find((name) => !isName(name));
    return strange === undefined ? undefined : `"${strange.slice(0, 60)}" is not ${what}`;
  });
}

/** What is empty was not asked for. */
function unlessEmpty<T>(schema: Schema<T>): Schema<T | undefined> {
  const nothing = converted(
    made<unknown>(() => true, ''),
    () => undefined,
  );
  return optional(either<T | undefined>((value) => (value === null || value === '' ? nothing : schema)));
}

const idsSchema = namesSchema((name) => ASSET_ID.test(name), 'an asset id');
type ParamTable = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const paramsTable: Schema<ParamTable> = table(
  table(
    made<unknown>(() => true, ''),
    'an object of parameters',
  ),
  'an object of checker ids',
);
/** `ecs-expiring.days = 60`, with a colon as well. */
const ASSIGNMENT = /^\s*([a-z0-9-]+)\.(\w+)\s*[=:]\s*(.*?)\s*$/;
/** Values as forms hold them: an assignment a line, or JSON. */
const paramsText = converted(
  together(text('an object of checker ids', true), (typed) => {
    if (/^\s*\{/.test(typed)) return parsed(typed) === undefined ? 'malformed JSON' : undefined;
    const strange = assignments(typed).find((line) => !ASSIGNMENT.test(line));
    return strange === undefined ? undefined : `"${strange.slice(0, 60)}" is not of the form checker.parameter = value`;
  }),
  (typed): ParamTable => {
    if (/^\s*\{/.test(typed)) return read(paramsTable, parsed(typed), 'configs.params.', 'configs.params');
    const given: Record<string, Record<string, unknown>> = {};
    for (const line of assignments(typed)) {
      const [, checker = '', param = '', value = ''] = ASSIGNMENT.exec(line) ?? [];
      given[checker] = { ...given[checker], [param]: value };
    }
    return given;
  },
);
const paramsSchema = either<ParamTable>((value) => (typeof value === 'string' ? paramsText : paramsTable));

const configsSchema = fields(
  {
    regions: unlessEmpty(namesSchema(() => true, 'a region id')),
    /** Only these assets, and what is attached to them. */
    instanceIds: unlessEmpty(idsSchema),
    /** By checker id; also as lines such as `ecs-expiring.days = 60`. */
    params: unlessEmpty(paramsSchema),
    /** Ids of checkers that judge nothing: they are skipped, and what they have open ends. */
    disabledCheckers: unlessEmpty(namesSchema((name) => CHECKER_ID.test(name), 'a checker id')),
    /** `key=value`, or a key with any value. Of one key any of the values, of several keys each. */
    tags: unlessEmpty(namesSchema((name) => TAG.test(name), 'a tag such as env=production')),
    /** Only assets of these resource groups. */
    resourceGroups: unlessEmpty(namesSchema((name) => ASSET_ID.test(name), 'a resource group id')),
  },
  'text, a list of ids or an object with regions, instanceIds, params',
);

/** What the caller of `run()` asks for, checked; `undefined` means "as the template says". */
export type RunConfigs = Declared<typeof configsSchema>;

/**
 * Reads what a host hands to `run()`: nothing, newline-separated asset ids, a list of them, an object
 * `{ regions?, instanceIds?, params?, disabledCheckers?, tags?, resourceGroups? }`, or any of these as JSON text.
 *
 * @throws ConfigError naming the field
 * @example parseConfigs('i-1\ni-2') // { instanceIds: ['i-1', 'i-2'] }
 */
export function parseConfigs(input: unknown): RunConfigs {
  if (input === undefined || input === null) return {};
  if (typeof input === 'string') return fromText(input);
  if (Array.isArray(input)) return { instanceIds: read(idsSchema, input, 'configs', 'configs') };
  const configs = read(configsSchema, input, 'configs.', 'configs');
  return Object.fromEntries(Object.entries(configs).filter(([, value]) => value !== undefined));
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
  return { instanceIds: read(idsSchema, trimmed, 'configs', 'configs') };
}

/** Lines that say something; what follows a `#` is a note. */
function assignments(typed: string): string[] {
  return typed
    .split(/\r?\n/)
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter(Boolean);
}

function parsed(typed: string): unknown {
  try {
    return JSON.parse(typed) as unknown;
  } catch {
    return undefined;
  }
}

function lines(text: string): string[] {
  return text.split(/[\n,]/);
}

function refuse(field: string, problem: string): ConfigError {
  return new ConfigError(`${field}: ${problem}`, { field });
}
