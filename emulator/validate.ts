import { hintOf } from '../lib/model';

/** Readers of untrusted JSON. Each returns the value or throws an Error that names the field. */

export function fail(at: string, problem: string): Error {
  return new Error(`${at}: ${problem}`);
}

export function record(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fail(at, 'an object expected');
  return value as Record<string, unknown>;
}

/** An object that has no other keys than `known`. */
export function object(value: unknown, at: string, known: readonly string[]): Record<string, unknown> {
  const fields = record(value, at);
  for (const key of Object.keys(fields)) {
    if (!known.includes(key)) throw fail(`${at}.${key}`, `unknown field${hintOf(key, known)}`);
  }
  return fields;
}

export function list<T>(value: unknown, at: string, read: (one: unknown, at: string) => T): T[] {
  if (!Array.isArray(value)) throw fail(at, 'a list expected');
  return value.map((one, i) => read(one, `${at}[${i}]`));
}

export function text(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') throw fail(at, 'a text expected');
  return value;
}

export function textList(value: unknown, at: string): string[] {
  return list(value, at, text);
}

export function flag(value: unknown, at: string): boolean {
  if (typeof value !== 'boolean') throw fail(at, 'true or false expected');
  return value;
}

export function whole(value: unknown, at: string, most = Number.MAX_SAFE_INTEGER): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw fail(at, 'a whole number of at least 0 expected');
  }
  if (value > most) throw fail(at, `at most ${most} expected`);
  return value;
}

export function number(value: unknown, at: string, least: number, most: number): number {
  if (typeof value !== 'number' || !(value >= least && value <= most)) {
    throw fail(at, `a number from ${least} to ${most} expected`);
  }
  return value;
}

/** A fraction below 1, or a whole count. */
export function share(value: unknown, at: string): number {
  if (typeof value === 'number' && value >= 0 && (value < 1 || Number.isInteger(value))) return value;
  throw fail(at, 'a fraction from 0 to 1 or a whole count expected');
}
