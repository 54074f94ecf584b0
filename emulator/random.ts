/** Pure, seeded randomness: every fact of the world is a function of numbers, so nothing has to be stored. */

/** Mixes up to three 32-bit integers into one unsigned 32-bit integer. */
export function hash(a: number, b = 0, c = 0): number {
  let h =
    Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^
    Math.imul(b + 0x7f4a7c15, 0xc2b2ae35) ^
    Math.imul(c + 0x165667b1, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** FNV-1a of a text, as an unsigned 32-bit integer. */
export function hashText(text: string, start = 0x811c9dc5): number {
  let h = start;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** A number in [0, 1) for the same three integers. */
export function unit(a: number, b = 0, c = 0): number {
  return hash(a, b, c) / 4294967296;
}

/** One entry of a list that is known not to be empty. */
export function pick<T>(list: readonly T[], n: number): T {
  const found = list[n % list.length];
  if (found === undefined) throw new Error('pick() of an empty list');
  return found;
}

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';
const PAIRS = Array.from({ length: 1296 }, (_, n) => `${DIGITS[Math.floor(n / 36)] ?? ''}${DIGITS[n % 36] ?? ''}`);
const BYTES = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

/** `width` characters of base 36 (5 or 7) for an unsigned 32-bit integer, lowest pair first; seven keep the whole number. */
function base36(n: number, width: 5 | 7): string {
  const second = Math.floor(n / 1296);
  const third = Math.floor(second / 1296);
  const head = (PAIRS[n % 1296] ?? '') + (PAIRS[second % 1296] ?? '');
  if (width === 5) return head + (DIGITS[third % 36] ?? '');
  return head + (PAIRS[third % 1296] ?? '') + (DIGITS[Math.floor(third / 1296)] ?? '');
}

/** Eight hexadecimal characters of an unsigned 32-bit integer. */
function hex(n: number): string {
  return (
    (BYTES[n >>> 24] ?? '') + (BYTES[(n >>> 16) & 255] ?? '') + (BYTES[(n >>> 8) & 255] ?? '') + (BYTES[n & 255] ?? '')
  );
}

/** A text in the form of a UUID. */
export function uuid(seed: number): string {
  const [a, b] = [hex(hash(seed, 1)), hex(hash(seed, 2))];
  const middle = hex(hash(seed, 3));
  return `${a}-${b.slice(0, 4)}-${b.slice(4)}-${middle.slice(0, 4)}-${middle.slice(4)}${hex(hash(seed, 4))}`;
}

/**
 * The 17 characters after the region mark of an id. They carry the index (so that an id can be looked up without a table)
 * and ten characters of hash (so that a made-up id is not found).
 */
export function idTail(key: number, index: number): string {
  return base36((index ^ key) >>> 0, 7) + base36(hash(key, index, 1), 5) + base36(hash(key, index, 2), 5);
}

/** The index inside an id's tail, or undefined where the id is not one of this key's. */
export function idIndex(key: number, tail: string): number | undefined {
  if (!/^[0-9a-z]{17}$/.test(tail)) return undefined;
  const pair = (at: number): number => parseInt(tail.slice(at, at + 2), 36);
  const number = pair(0) + 1296 * (pair(2) + 1296 * (pair(4) + 1296 * parseInt(tail.slice(6, 7), 36)));
  const index = (number ^ key) >>> 0;
  return idTail(key, index) === tail ? index : undefined;
}
