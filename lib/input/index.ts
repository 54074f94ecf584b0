/**
 * Input of a person, read by a schema: the only room that knows the schema library, so that another one can take its place.
 */
import * as v from 'valibot';
import { ConfigError } from '../errors';
import { MISSING, type Schema } from './fields';

export * from './fields';

/** The most mistakes that one message tells. */
const MOST = 5;

/**
 * Reads what somebody typed.
 *
 * @param at what to put before the names of fields, such as `inspection ecs-daily: ` or `configs.`
 * @param whole what to call the input itself, where it is wrong as a whole
 * @returns the value as the schema declares it
 * @throws ConfigError that names every field that is wrong; its `field` is the first
 * @example
 * const spec = read(inspectionSchema, given, `inspection ${given.id}: `, 'inspection');
 */
export function read<T>(schema: Schema<T>, input: unknown, at = '', whole = 'input'): T {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const found = result.issues.map(({ message, path = [] }) => ({ field: fieldOf(path), message }));
  const unknown = found.filter(({ message }) => message.startsWith('unknown'));
  const others = found.filter((one) => !unknown.includes(one));
  // What is misspelt is what is missing.
  const wrong = [...unknown, ...others.filter(({ message }) => unknown.length === 0 || message !== MISSING)];
  const named = (field: string) => (field === '' ? whole : `${at}${field}`);
  const [first] = wrong;
  const told = wrong
    .slice(0, MOST)
    .map(({ field, message }, i) => `${i === 0 ? named(field) : field || whole}: ${message}`);
  const more = wrong.length > MOST ? `; and ${wrong.length - MOST} more` : '';
  throw new ConfigError(`${told.join('; ')}${more}`, { field: named(first?.field ?? '') });
}

/**
 * Reads one value that has a name of its own, such as a variable.
 *
 * @returns the value, or a sentence that says what is wrong with it
 */
export function readOne<T>(schema: Schema<T>, input: unknown): { readonly value: T } | { readonly problem: string } {
  const result = v.safeParse(schema, input);
  return result.success ? { value: result.output } : { problem: result.issues[0].message };
}

/** A path as it is written in code: `accounts[0].regions`. */
function fieldOf(path: readonly { readonly key?: unknown }[]): string {
  return path
    .map(({ key }, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`))
    .join('');
}
