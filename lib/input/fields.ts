/**
 * What a person types, declared: the pieces that schemas are made of. Each says itself, in one sentence, what is wrong, so
 * that all of this library speaks alike; `read` puts the name of the field before it.
 */
import * as v from 'valibot';
import { hintOf, nearest } from '../model/nearest';

/** A declaration of `T`: checks what it is given, and takes it over. */
export type Schema<T> = v.GenericSchema<unknown, T>;
type Entries = Readonly<Record<string, Schema<unknown>>>;
type Of<S> = S extends Schema<infer T> ? T : never;
/** The type that a schema declares. */
export type Declared<S extends Schema<unknown>> = Of<S>;
type Fields<E extends Entries> = {
  readonly [K in keyof E as undefined extends Of<E[K]> ? never : K]: Of<E[K]>;
} & {
  readonly [K in keyof E as undefined extends Of<E[K]> ? K : never]?: Of<E[K]>;
};

interface Issue {
  readonly input: unknown;
  readonly expected?: string | null;
  readonly path?: readonly { readonly key?: unknown; readonly input?: unknown }[];
}

/**
 * An object of these fields and no others: one that is misspelt must not read as one that was left out.
 *
 * @param what to call it, such as `an object of parameters`
 */
export function fields<const E extends Entries>(entries: E, what = 'an object'): Schema<Fields<E>> {
  const known = Object.keys(entries);
  const strict = v.strictObject(entries as Record<string, Schema<unknown>>, ({ expected, path }: Issue) => {
    if (expected !== 'never') return MISSING;
    const keys = Object.keys(path?.[0]?.input ?? {}).filter((key) => !Object.hasOwn(entries, key));
    const [first = '', ...others] = keys.map((key) => [key, `unknown${hintOf(key, known)}`] as const);
    return [first[1], ...others.map(([key, problem]) => `${key}: ${problem}`)].join('; ');
  });
  return v.pipe(v.custom<object>(isObject, not(what)), strict) as unknown as Schema<Fields<E>>;
}

/** A table: names that nobody can know beforehand, each with the same kind of value. */
export function table<T>(value: Schema<T>, what: string): Schema<Readonly<Record<string, T>>> {
  return v.pipe(
    v.custom<Record<string, unknown>>(isObject, not(what)),
    v.rawTransform<Record<string, unknown>, Record<string, T>>(({ dataset, addIssue, NEVER }) => {
      const read: Record<string, T> = {};
      let failed = false;
      for (const [key, given] of Object.entries(dataset.value)) {
        const result = v.safeParse(value, given);
        // Not an assignment: a table may have a key `__proto__`.
        if (result.success) define(read, key, result.output);
        else {
          failed = true;
          const at = { type: 'object', origin: 'value', input: dataset.value, key, value: given } as const;
          for (const issue of result.issues) {
            addIssue({ message: issue.message, input: issue.input, path: [at, ...((issue.path ?? []) as [])] });
          }
        }
      }
      return failed ? NEVER : read;
    }),
  );
}

/** May be left out. */
export function optional<T>(schema: Schema<T>): Schema<T | undefined> {
  return v.optional(schema);
}

/**
 * @param what it is, such as `an account id`
 * @param empty whether it may be
 */
export function text(what = 'a text', empty = false): Schema<string> {
  return v.pipe(
    v.string(not(what)),
    v.check((value) => empty || value.trim() !== '', MISSING),
  );
}

/**
 * A text that must not be shown: a wrong one is named by its kind.
 *
 * @param empty whether it may be, as a variable that is not set
 */
export function secret(what = 'a text', empty = false): Schema<string> {
  return v.pipe(
    v.string(({ input }: Issue) => (isAbsent(input) ? MISSING : `${kindOf(input)} is not ${what}`)),
    v.check((value) => empty || value.trim() !== '', MISSING),
  );
}

export function matching(pattern: RegExp, problem: string): Schema<string> {
  return v.pipe(
    v.string(not('a text')),
    v.check(
      (value) => pattern.test(value),
      ({ input }: Issue) => `${shown(input)} ${problem}`,
    ),
  );
}

export function flag(): Schema<boolean> {
  return v.boolean(not('true or false'));
}

/** @param unit to say beside the bounds, such as `seconds` */
export function whole(min: number, max = Infinity, unit = ''): Schema<number> {
  return v.custom<number>(
    (value) => Number.isInteger(value) && isWithin(value, min, max),
    not(range('a whole number', min, max, unit)),
  );
}

export function number(min: number, max: number, unit = ''): Schema<number> {
  return v.custom<number>((value) => isWithin(value, min, max), not(range('a number', min, max, unit)));
}

/** One of a few words. */
export function oneOf<const T extends string>(words: readonly T[]): Schema<T> {
  return v.custom<T>(
    (value) => words.some((word) => word === value),
    ({ input }: Issue) => {
      if (isAbsent(input)) return MISSING;
      const near = typeof input === 'string' ? nearest(input, words) : undefined;
      return `${shown(input)} is none of ${words.join(', ')}${near === undefined ? '' : `; did you mean ${near}?`}`;
    },
  );
}

/** @param what it lists, such as `checkers` */
export function list<T>(item: Schema<T>, what: string): Schema<readonly T[]> {
  return v.pipe(v.array(item, not(`a list of ${what}`)), v.readonly());
}

/** The same, with at least one. */
export function someOf<T>(item: Schema<T>, what: string): Schema<readonly T[]> {
  return v.pipe(v.array(item, not(`a list of ${what}`)), v.nonEmpty('the list is empty'), v.readonly());
}

/** What code makes, such as credentials: taken as it is. */
export function made<T>(is: (value: unknown) => boolean, problem: string | ((value: unknown) => string)): Schema<T> {
  return v.custom<T>(is, ({ input }: Issue) =>
    isAbsent(input) && typeof problem === 'string' ? MISSING : typeof problem === 'string' ? problem : problem(input),
  );
}

/** A function that somebody has written. */
export function written<T>(what: string): Schema<T> {
  return v.custom<T>((value) => typeof value === 'function', not(what));
}

/** What code makes, such as a source of accounts: of its fields these are looked at, and it is taken as it is. */
export function having<T>(entries: Entries): Schema<T> {
  const looked = v.object(entries as Record<string, Schema<unknown>>, MISSING);
  return v.pipe(
    v.custom<T>((value) => typeof value === 'object' && value !== null, not('an object')),
    v.rawCheck<T>(({ dataset, addIssue }) => {
      const result = v.safeParse(looked, dataset.value);
      for (const issue of result.issues ?? [])
        addIssue({ message: issue.message, input: issue.input, path: issue.path });
    }),
  );
}

/** One of several forms, chosen by a look at what was given. */
export function either<T>(choose: (value: unknown) => Schema<T>): Schema<T> {
  return v.lazy(choose);
}

/** A schema with a condition that its fields have to meet together. @param problem `undefined` when it is met */
export function together<T>(schema: Schema<T>, problem: (value: T) => string | undefined): Schema<T> {
  return v.pipe(
    schema,
    v.rawCheck<T>(({ dataset, addIssue }) => {
      // Of what is wrong already, one sentence is enough.
      const message = dataset.typed && !dataset.issues ? problem(dataset.value) : undefined;
      if (message !== undefined) addIssue({ message });
    }),
  );
}

/** A text for which there is a check of its own. @param problem `undefined` when nothing is wrong */
export function textWith(what: string, problem: (value: string) => string | undefined): Schema<string> {
  return together(text(what), problem);
}

/** What a schema reads, turned into what is kept. */
export function converted<A, B>(from: Schema<A>, convert: (value: A) => B): Schema<B> {
  return v.pipe(from, v.transform(convert));
}

export const MISSING = 'is missing';

/** A value as a message quotes it: short, on one line, and never the inside of an object. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return kindOf(value);
}

function kindOf(value: unknown): string {
  if (isAbsent(value)) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (value instanceof RegExp) return 'a regular expression';
  if (typeof value === 'object') return isPromise(value) ? 'a Promise' : 'an object';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'number' ? 'a number' : `a ${typeof value}`;
}

/** The sentence about a value that is not what was expected. */
export function not(what: string): (issue: Pick<Issue, 'input'>) => string {
  return ({ input }) => (input === undefined ? MISSING : `${shown(input)} is not ${what}`);
}

function range(kind: string, min: number, max: number, unit: string): string {
  return `${kind} ${max === Infinity ? `of at least ${min}` : `from ${min} to ${max}`}${unit && ` ${unit}`}`;
}

function isWithin(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && value >= min && value <= max;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** What an async function answers, where its answer was wanted. */
export function isPromise(value: unknown): boolean {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

/** Made of keys: neither a list nor something of a class of its own, such as a Date. */
export function isObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !(value instanceof Date || value instanceof Map || value instanceof Set || value instanceof RegExp);
}

function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}
