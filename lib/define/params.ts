import { ConfigError } from '../errors';
import { hintOf } from '../model/nearest';
import type { Text } from '../model/text';

export type ParamValue = number | boolean | string | readonly string[];

/** A parameter of a checker: its default, its bounds and what it means. */
export interface Param<T extends ParamValue = ParamValue> {
  /** What a form calls it; what its name usually means where the declaration says nothing, see {@link titled}. */
  readonly title?: Text;
  readonly kind: 'number' | 'integer' | 'flag' | 'choice' | 'texts';
  readonly default: T;
  readonly min?: number;
  readonly max?: number;
  /** For `texts`: the values that may be listed; for `choice`: those of which it is one. */
  readonly allowed?: readonly string[];
  readonly unit?: string;
  readonly help: Text;
}

export type Params = Readonly<Record<string, Param>>;
export type ParamValues<P extends Params> = { readonly [K in keyof P]: P[K] extends Param<infer T> ? T : never };

type NumberFacts = { title?: Text; default: number; min: number; max: number; unit?: string; help: Text };

/** A real number within bounds. @example numberParam({ default: 80, min: 1, max: 100, unit: '%', help }) */
export function numberParam(facts: NumberFacts): Param<number> {
  return { kind: 'number', ...facts };
}

/** A whole number within bounds. */
export function integerParam(facts: NumberFacts): Param<number> {
  return { kind: 'integer', ...facts };
}

/** On or off. */
export function flagParam(facts: { title?: Text; default: boolean; help: Text }): Param<boolean> {
  return { kind: 'flag', ...facts };
}

/** One of some values. @example choiceParam({ default: 'threshold', allowed: ['threshold', 'change'], help }) */
export function choiceParam<const T extends string>(facts: {
  title?: Text;
  default: NoInfer<T>;
  allowed: readonly [T, T, ...T[]];
  help: Text;
}): Param<T> {
  return { kind: 'choice', ...facts };
}

/** A list of texts. */
export function textsParam(facts: {
  title?: Text;
  default: readonly string[];
  allowed?: readonly string[];
  help: Text;
}): Param<readonly string[]> {
  return { kind: 'texts', ...facts };
}

/** Names that mean the same wherever they are used. */
const USUAL_TITLES: Readonly<Record<string, Text>> = {
  warning: { zh: '警告阈值', en: 'Warning level' },
  critical: { zh: '紧急阈值', en: 'Critical level' },
  criticalDays: { zh: '提前紧急', en: 'Days left, critical' },
  criticalPercent: { zh: '紧急比例', en: 'Critical share' },
  days: { zh: '天数', en: 'Days' },
  hours: { zh: '小时数', en: 'Hours' },
  percent: { zh: '比例', en: 'Share' },
  count: { zh: '个数', en: 'How many' },
  cpu: { zh: 'CPU 使用率', en: 'CPU usage' },
  memory: { zh: '内存使用率', en: 'Memory usage' },
  connections: { zh: '连接数', en: 'Connections' },
  traffic: { zh: '流量', en: 'Traffic' },
};

/** The same parameters, each with a title as far as its declaration or its name has one. */
export function titled<P extends Params>(params: P): P {
  return Object.fromEntries(
    Object.entries(params).map(([name, param]) => {
      const title = param.title ?? (Object.hasOwn(USUAL_TITLES, name) ? USUAL_TITLES[name] : undefined);
      return [name, title ? { ...param, title } : param];
    }),
  ) as P;
}

/**
 * Checks given values against the declared parameters and fills in the defaults.
 *
 * @param field what to call the values in an error, such as `configs.params.ecs-cpu-high`
 * @throws ConfigError naming the parameter, its bounds and the value
 */
export function resolveParams<P extends Params>(
  declared: P,
  given: Readonly<Record<string, unknown>>,
  field: string,
): ParamValues<P> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(declared, name)) {
      throw new ConfigError(`${field}.${name}: unknown parameter${hintOf(name, Object.keys(declared))}`, {
        field: `${field}.${name}`,
      });
    }
  }
  const values: Record<string, ParamValue> = {};
  for (const [name, param] of Object.entries(declared)) {
    const value = given[name];
    values[name] = value === undefined ? param.default : checkParam(param, value, `${field}.${name}`);
  }
  return values as ParamValues<P>;
}

function checkParam(param: Param, given: unknown, field: string): ParamValue {
  const refuse = (wanted: string) => {
    throw new ConfigError(`${field}: ${describe(given)} is not ${wanted}`, { field });
  };
  switch (param.kind) {
    case 'flag':
      if (given === 'true') return true;
      if (given === 'false') return false;
      return typeof given === 'boolean' ? given : refuse('true or false');
    case 'choice': {
      const { allowed = [] } = param;
      const wanted = typeof given === 'string' ? given.trim() : given;
      return allowed.find((one) => one === wanted) ?? refuse(`one of ${allowed.join(', ')}`);
    }
    case 'texts': {
      const values = typeof given === 'string' ? given.split(/[\n,]/).map((v) => v.trim()) : given;
      if (!Array.isArray(values) || !values.every((v): v is string => typeof v === 'string')) {
        return refuse('a list of texts');
      }
      const wanted = values.filter(Boolean);
      const strange = param.allowed && wanted.find((v) => !param.allowed?.includes(v));
      return strange ? refuse(`a list of ${param.allowed?.join(', ')}`) : wanted;
    }
    default: {
      const n = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
      const kind = param.kind === 'integer' ? 'a whole number' : 'a number';
      const range = `${kind} from ${param.min} to ${param.max}${param.unit ? ` ${param.unit}` : ''}`;
      if (typeof n !== 'number' || !Number.isFinite(n) || (param.kind === 'integer' && !Number.isInteger(n))) {
        return refuse(range);
      }
      return n < (param.min ?? -Infinity) || n > (param.max ?? Infinity) ? refuse(range) : n;
    }
  }
}

/**
 * Refuses what is no object of parameters: spread, it would read as one that was left out.
 *
 * @param field what to call it in an error
 * @throws ConfigError naming the parameter
 */
export function checkGiven(given: unknown, known: Params, field: string): void {
  const isOne = typeof given === 'object' && given !== null && !Array.isArray(given) && !('then' in given);
  if (!isOne) {
    const [name = 'name'] = Object.keys(known);
    throw new ConfigError(`${field}: ${describe(given)} is not an object of parameters, such as { ${name}: … }`, {
      field,
    });
  }
  const [unset] = Object.entries(given).filter(([, value]) => value === undefined);
  if (unset && Object.hasOwn(known, unset[0])) {
    const at = `${field}.${unset[0]}`;
    throw new ConfigError(`${at}: is undefined: give it a value, or leave it out`, { field: at });
  }
}

function describe(value: unknown): string {
  const shown = shownOf(value);
  return shown.length > 60 ? `${shown.slice(0, 57)}…` : shown;
}

/** As it would be typed; what has no text, such as a function, is named. */
function shownOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object' && value !== null && 'then' in value) return 'a Promise';
  try {
    return JSON.stringify(value) ?? (value === undefined ? 'undefined' : `a ${typeof value}`);
  } catch {
    return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
  }
}
