import { FieldError, isFieldError } from '../errors';
import { parseInstant, type InstantForm } from '../model/time';

/** The form of a field on the wire, for the contract test. */
export type WireType = 'text' | 'number' | 'flag' | 'instant' | 'texts' | 'tags' | 'list';

/** How one field of an asset is read from the API's answer. */
export interface Field<T> {
  /** Path in the item; `[]` marks a list: `OperationLocks.LockReason[].LockReason`. */
  readonly path: string;
  readonly wire: WireType;
  readonly required: boolean;
  /** Sub-fields of a `list`, keys of `tags`. */
  readonly parts?: Readonly<Record<string, Field<unknown>>>;
  /** Of an enumerated field: all values that this version knows. */
  readonly values?: readonly (string | number)[];
  /**
   * Reads the value, in our types.
   *
   * @param odd takes what is wrong inside of a list's entries
   * @throws FieldError when the wire has another type, or a value that is none of `values`
   */
  read(item: unknown, odd?: FieldError[]): T;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;
export type FieldValues<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

interface BigNumberLike {
  readonly _isBigNumber: true;
  isInteger(): boolean;
  toNumber(): number;
  toFixed(): string;
}

/** Undoes json-bigint, which makes objects of long numbers: a number where it is exact, a text for longer integers. */
export function exact(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ((value as Partial<BigNumberLike>)._isBigNumber !== true) return value;
  const big = value as BigNumberLike;
  const n = big.toNumber();
  return big.isInteger() && !Number.isSafeInteger(n) ? big.toFixed() : n;
}

/** Follows a path of plain keys. */
export function follow(value: unknown, keys: readonly string[]): unknown {
  let at = value;
  for (const key of keys) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return exact(at);
}

/** Follows a path with `[]`, flattening; `undefined` when the outermost list is absent. An entry must have what it leads to. */
function followAll(value: unknown, path: string, whole = path): unknown[] | undefined {
  const [head = '', ...rest] = path.split('[]');
  const keys = head.split('.').filter(Boolean);
  const found = keys.length ? follow(value, keys) : value;
  if (rest.length === 0) {
    if (keys.length > 0 && (found === undefined || found === null)) throw missing(whole);
    return found === null ? [] : [found];
  }
  if (found === undefined || found === null || found === '') return undefined;
  if (!Array.isArray(found)) throw wrongType(whole, 'a list', found);
  return found.flatMap((entry) => followAll(entry, rest.join('[]'), whole) ?? []);
}

function wrongType(path: string, expected: string, found: unknown): FieldError {
  const type = Array.isArray(found) ? 'a list' : typeof found;
  return new FieldError(`field ${path} is ${type}, expected ${expected}`, { path, problem: 'malformed' });
}

function missing(path: string): FieldError {
  return new FieldError(`field ${path} is missing`, { path, problem: 'malformed' });
}

/** Of a value in a message or a note. */
const LONGEST = 60;

function unheard(path: string, found: string): FieldError {
  const value = found.length > LONGEST ? `${found.slice(0, LONGEST)}…` : found;
  return new FieldError(`field ${path} has the value "${value}", which this version does not know`, {
    path,
    problem: 'unheard',
    value,
  });
}

function scalar<T>(
  path: string,
  wire: WireType,
  convert: (value: unknown) => T | undefined,
  empty?: T,
): Field<T | undefined> {
  if (path.includes('[]')) throw new TypeError(`field ${path} is a single value: its path may not hold []`);
  const keys = path.split('.');
  const only = keys.length === 1 ? (keys[0] ?? '') : undefined;
  return {
    path,
    wire,
    required: false,
    read(item) {
      const value = only === undefined ? follow(item, keys) : exact((item as Record<string, unknown>)[only]);
      if (value === '') return empty;
      return value === undefined || value === null ? undefined : convert(value);
    },
  };
}

function asText(path: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw wrongType(path, 'text', value);
}

/** A text; a number on the wire becomes one. Empty is absent. */
export function text(path: string): Field<string | undefined> {
  return scalar(path, 'text', (value) => asText(path, value));
}

/** A text of which an empty one tells something, such as a whitelist with nobody on it; absent is still absent. */
export function textOrEmpty(path: string): Field<string | undefined> {
  return scalar(path, 'text', (value) => asText(path, value), '');
}

/** Finds a value among the known ones; products spell the same word with other capitals from action to action. */
function known<V extends string | number>(path: string, values: readonly V[]): (value: unknown) => V {
  const exactly = new Map(values.map((value) => [String(value), value]));
  const loosely = new Map(values.map((value) => [String(value).toLowerCase(), value]));
  return (value) => {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      throw wrongType(path, 'text', value);
    }
    const found = exactly.get(String(value)) ?? loosely.get(String(value).toLowerCase());
    if (found === undefined) throw unheard(path, String(value));
    return found;
  };
}

/**
 * A field with a closed list of values, such as a status: those of the official model, and those that published answers
 * show. Whoever reads it where the cloud answers another value gets `unknown`, with the value named; what no checker may
 * decide on is a {@link text}. Capitals do not matter.
 *
 * @example oneOf('Status', ['Running', 'Stopped', 'Starting', 'Stopping', 'Pending'])
 */
export function oneOf<const V extends string | number>(path: string, values: readonly V[]): Field<V | undefined> {
  return { ...scalar(path, typeof values[0] === 'number' ? 'number' : 'text', known(path, values)), values };
}

/**
 * A list of such values.
 *
 * @example manyOf('OperationLocks.LockReason[].LockReason', ['financial', 'security', 'Recycling', 'dedicatedhostfinancial'])
 */
export function manyOf<const V extends string | number>(
  path: string,
  values: readonly V[],
): Field<readonly V[] | undefined> {
  const texts = textList(path);
  const read = known(path, values);
  return { ...texts, values, read: (item) => texts.read(item)?.map(read) };
}

/** A number; numeric text on the wire becomes one. */
export function number(path: string): Field<number | undefined> {
  return scalar(path, 'number', (value) => {
    const n = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
    if (typeof n === 'number' && Number.isFinite(n)) return n;
    throw wrongType(path, 'a number', value);
  });
}

/** A number that may be written with separators of thousands, as amounts of money are: `"1,234.56"`. */
export function amount(path: string): Field<number | undefined> {
  return scalar(path, 'number', (value) => {
    const plain = typeof value === 'string' ? value.trim() : value;
    const n =
      typeof plain === 'string' && /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(plain)
        ? Number(plain.replace(/,/g, ''))
        : plain;
    if (typeof n === 'number' && Number.isFinite(n)) return n;
    throw wrongType(path, 'an amount', value);
  });
}

/** A boolean; `"true"` and `"false"` on the wire become one. */
export function flag(path: string): Field<boolean | undefined> {
  return scalar(path, 'flag', (value) => {
    if (typeof value === 'boolean') return value;
    if (value === 'true' || value === 'True') return true;
    if (value === 'false' || value === 'False') return false;
    throw wrongType(path, 'true or false', value);
  });
}

/**
 * A time in any of Alibaba's forms, see `parseInstant`. "Never" (a year of 2099 or later) is absent.
 *
 * @example instant('endDate', { day: 'end' }) // the end of a validity, which may come as a date
 */
export function instant(path: string, form?: InstantForm): Field<Date | undefined> {
  return scalar(path, 'instant', (value) => {
    const date = parseInstant(value, form);
    if (date === null) throw wrongType(path, 'a time', value);
    return date;
  });
}

/**
 * A list of texts.
 *
 * @example textList('OperationLocks.LockReason[].LockReason')
 */
export function textList(path: string): Field<readonly string[] | undefined> {
  if (!path.includes('[]')) throw new TypeError(`field ${path} is a list: mark it with []`);
  return {
    path,
    wire: 'texts',
    required: false,
    read(item) {
      return followAll(item, path)
        ?.filter((value) => value !== '' && value !== null)
        .map((entry) => {
          const value = exact(entry);
          if (typeof value === 'string' || typeof value === 'number') return String(value);
          throw wrongType(path, 'a list of texts', value);
        });
    },
  };
}

/**
 * Tags as a map; no tags is an empty map.
 *
 * @example tagMap('Tags.Tag[]', 'TagKey', 'TagValue')
 */
export function tagMap(path: string, key: string, value: string): Field<Readonly<Record<string, string>>> {
  const parts = { key: must(text(key)), value: text(value) };
  return {
    path,
    wire: 'tags',
    required: false,
    parts,
    read(item) {
      const tags: Record<string, string> = Object.create(null) as Record<string, string>;
      for (const entry of followAll(item, path) ?? []) {
        tags[parts.key.read(entry)] = parts.value.read(entry) ?? '';
      }
      return { ...tags };
    },
  };
}

/**
 * A list of objects with fields of their own.
 *
 * @example list('ListenerPorts[]', { port: number('ListenerPort'), protocol: text('ListenerProtocol') })
 */
export function list<F extends Fields>(path: string, parts: F): Field<readonly FieldValues<F>[] | undefined> {
  if (!path.endsWith('[]')) throw new TypeError(`field ${path} is a list: mark it with []`);
  return {
    path,
    wire: 'list',
    required: false,
    parts,
    read: (item, odd) => followAll(item, path)?.map((entry) => readFields(parts, entry, {}, odd)),
  };
}

/** A field whose absence is a malformed answer rather than "not set". */
export function must<T>(field: Field<T>): Field<NonNullable<T>> {
  const { path } = field;
  return {
    ...field,
    required: true,
    read(item, odd) {
      const value = field.read(item, odd);
      if (value === undefined || value === null) {
        throw missing(path);
      }
      return value;
    },
  };
}

/** Where what could not be read of an asset is: the values never heard of, by field. */
const ODD = Symbol('odd fields');

/**
 * Reads all fields of one item. One that cannot be read costs nothing but itself: it is there, and whoever reads it gets
 * the {@link FieldError} thrown, so that no checker can take it for absent. It is not enumerable: a copy lacks it.
 *
 * @param into takes the values
 * @param odd takes what could not be read
 */
export function readFields<F extends Fields>(
  fields: F,
  item: unknown,
  into: Record<string, unknown> = {},
  odd?: FieldError[],
): FieldValues<F> {
  for (const name of Object.keys(fields)) {
    try {
      into[name] = fields[name]?.read(item, odd);
    } catch (error) {
      if (!isFieldError(error)) throw error;
      odd?.push(error);
      poison(into, name, error);
    }
  }
  return into as FieldValues<F>;
}

/**
 * What `read` makes of an asset's fields, or `otherwise` where one of them cannot be read.
 *
 * @example unlessUnread(() => metric.when(asset), () => true)
 */
export function unlessUnread<T, O>(read: () => T, otherwise: (error: FieldError) => O): T | O {
  try {
    return read();
  } catch (error) {
    if (!isFieldError(error)) throw error;
    return otherwise(error);
  }
}

type OddValues = Readonly<Record<string, string | undefined>>;

function poison(into: Record<string | symbol, unknown>, name: string, error: FieldError): void {
  const before = into[ODD] as OddValues | undefined;
  Object.defineProperty(into, ODD, { value: { ...before, [name]: error.value }, configurable: true });
  Object.defineProperty(into, name, {
    get() {
      throw error;
    },
  });
}

function oddValues(asset: object): OddValues | undefined {
  return (asset as { readonly [ODD]?: OddValues })[ODD];
}

/** A field to be shown rather than judged: a value never heard of as it is, and nothing where it cannot be read. */
export function shownField(asset: Readonly<Record<string, unknown>>, name: string): unknown {
  const odd = oddValues(asset);
  return odd && name in odd ? odd[name] : asset[name];
}

/** An asset to be shown rather than judged, see {@link shownField}. */
export function shownAsset<A extends object>(asset: A): A {
  const odd = oddValues(asset);
  return odd ? { ...asset, ...odd } : asset;
}
