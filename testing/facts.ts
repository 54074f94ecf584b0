/** What a checker is given for a case, and the same with something absent, unreadable, watched or frozen. */
import {
  spanOf,
  withinSpan,
  type CheckResult,
  type Collector,
  type Fields,
  type Metric,
  type Reading,
  type Reason,
} from '../lib/define';
import { FieldError } from '../lib/errors';
import type { MessageData, Severity, Text } from '../lib/model';
import type { PartPasts, Past } from './cases';

export type Values = Readonly<Record<string, unknown>>;

export const RESULTS = {
  pass: (data?: MessageData): CheckResult => ({ verdict: 'pass', data }),
  fail: (message: string, data: MessageData, severity?: Severity): CheckResult => ({
    verdict: 'fail',
    message,
    data,
    severity,
  }),
  skip: (reason: Reason): CheckResult => ({ verdict: 'skip', reason: bothWays(reason) }),
  unknown: (reason: Reason): CheckResult => ({ verdict: 'unknown', reason: bothWays(reason) }),
};

function bothWays(reason: Reason): Text {
  return typeof reason === 'string' ? { zh: reason, en: reason } : reason;
}

export function reading(
  metric: Metric,
  value: number | Reading | Past | PartPasts | undefined,
  now: Date,
): Reading | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'object' && 'value' in value) return withinSpan(metric, value, now);
  if (!metric.history) {
    if (typeof value !== 'number')
      throw new TypeError(`metric ${metric.id} is read for its newest value, not its past`);
    return { value, at: now, parts: [] };
  }
  const step = metric.period * 1000;
  const { from, to } = spanOf(metric, now);
  const flat = (level: number): Past => Array.from({ length: (to - from) / step }, () => level);
  const pasts: readonly (readonly [string | undefined, Past])[] =
    typeof value === 'number'
      ? [[undefined, flat(value)]]
      : 'past' in value
        ? Object.entries(value.past)
        : [[undefined, value]];
  const series = pasts.map(([part, past]) => ({
    ...(part === undefined ? {} : { part }),
    points: past.flatMap((one, i) => (one === undefined ? [] : [{ at: to - (past.length - i) * step, value: one }])),
  }));
  const newest = series
    .map(({ part, points }) => ({ part: part ?? '', ...(points.at(-1) ?? { at: to, value: 0 }) }))
    .sort((a, b) => b.value - a.value);
  const parts = metric.part === undefined ? [] : newest.map(({ part, value: last }) => ({ part, value: last }));
  const all = { value: newest[0]?.value ?? 0, at: new Date(newest[0]?.at ?? to), parts, series };
  return withinSpan(metric, all, now);
}

export function emptied<T>(names: object, value: T): Record<string, T> {
  return Object.fromEntries(Object.keys(names).map((name) => [name, value] as const));
}

/** A copy without some fields. No tags is an empty map: their field never reads as `undefined`. */
export function absent(values: Values, fields: Fields, names: readonly string[]): Values {
  const copy: Record<string, unknown> = { ...values };
  for (const name of names) copy[name] = fields[name]?.wire === 'tags' ? {} : undefined;
  return copy;
}

export function enumerated(fields: Fields): string[] {
  return Object.keys(fields).filter((name) => fields[name]?.values !== undefined);
}

/** A copy with a field that throws, as a run makes it of a value that is not among the declared ones. */
export function unreadable(values: Values, name: string): Values {
  const others = Object.keys(values).filter((key) => key !== name);
  const copy = Object.fromEntries(others.map((key) => [key, values[key]] as const));
  Object.defineProperty(copy, name, {
    get() {
      throw new FieldError(`field ${name} has a value never heard of`, { path: name, problem: 'unheard' });
    },
  });
  return Object.freeze(copy);
}

/** Copies of an asset whose lists of objects lack one of their optional fields. */
export function* nested(fields: Fields, asset: Values): Generator<[what: string, Values]> {
  for (const [name, field] of Object.entries(fields)) {
    const entries = asset[name];
    if (field.wire !== 'list' || !field.parts || !Array.isArray(entries)) continue;
    for (const [part, { required }] of Object.entries(field.parts)) {
      if (required) continue;
      const parts = field.parts;
      yield [`${name}.${part}`, { ...asset, [name]: entries.map((entry) => absent(entry as Values, parts, [part])) }];
    }
  }
}

/** A view of `values` that notes which of `names` are read and have no value. */
export function watched<T extends object>(values: T, names: readonly string[], prefix: string, asked: Set<string>): T {
  const note = (key: string | symbol): void => {
    if (typeof key !== 'string' || !names.includes(key)) return;
    const value = (values as Values)[key];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) asked.add(prefix + key);
  };
  return new Proxy(values, {
    get(target, key) {
      note(key);
      return (target as Record<string | symbol, unknown>)[key];
    },
    has(target, key) {
      note(key);
      return key in target;
    },
    getOwnPropertyDescriptor(target, key) {
      note(key);
      return Object.getOwnPropertyDescriptor(target, key);
    },
  });
}

export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

/** Everything in a value as text, absent fields too; a date by its time, which freezing does not protect. */
export function snapshot(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (inner === undefined ? '(absent)' : inner));
}

/** Runs a function on a host whose clock and dice show something else. */
export function elsewhen<T>(run: () => T): T {
  const { Date: RealDate } = globalThis;
  const realRandom = Math.random;
  const later = (): number => RealDate.now() + 1234 * 86_400_000;
  globalThis.Date = new Proxy(RealDate, {
    construct: (_target, args: [], newTarget: typeof RealDate) =>
      Reflect.construct(RealDate, args.length > 0 ? args : [later()], newTarget) as Date,
    apply: () => new RealDate(later()).toString(),
    get: (target, key) => (key === 'now' ? later : (Reflect.get(target, key) as unknown)),
  });
  Math.random = () => 0.123456789;
  try {
    return run();
  } finally {
    globalThis.Date = RealDate;
    Math.random = realRandom;
  }
}

/** A verdict, and of a failure how grave it is where that is not the checker's own severity. */
export function gravityOf(result: CheckResult): string {
  return result.verdict === 'fail' ? `fail ${result.severity ?? ''}` : result.verdict;
}

/** Whether a related collector has one record per asset, so that having none means not knowing. */
export function oneToOne(collector: Collector | undefined): boolean {
  const { by, key } = collector?.belongs ?? {};
  // What is found by another name than the asset's id may be gone while the asset is there.
  return by !== undefined && by === collector?.assetId && key === undefined;
}

export function optionalFields(fields: Fields): string[] {
  return Object.keys(fields).filter((name) => !fields[name]?.required);
}
