/** The parts of what is kept of a watch, see `Watch.pack`. */
import type { BitReader, BitWriter } from './bits';
import { USUAL_BITS } from './codes';
import type { Tail } from './tail';
import type { Event } from './unusual';

/** The version of what a watch writes, and of how it was judged: another one is learned anew. */
export const PACKED = 2;

export function packEvent(out: BitWriter, { from, view, rarity, low, high, calm }: Event): void {
  for (const one of [from, view, calm]) out.number(one);
  for (const one of [rarity, low, high]) out.double(one);
}

export function unpackEvent(from: BitReader): Event {
  const [slot, view, calm] = [from.number(), from.number(), from.number()];
  return { from: slot, view, calm, rarity: from.double(), low: from.double(), high: from.double() };
}

/** Of a number of 32 bits so many are none of what is usual. */
const REST = 32 - USUAL_BITS;

export function packTail(out: BitWriter, tail: Tail | undefined): void {
  out.byte(tail ? 1 : 0);
  if (!tail) return;
  out.float(tail.threshold);
  out.float(tail.excess);
  const words = new Uint32Array(tail.usual.buffer);
  for (let hour = 0; hour < words.length; hour++) {
    const code = (words[hour] ?? 0) >>> REST;
    out.byte(code >> 8);
    out.byte(code & 255);
  }
}

export function unpackTail(from: BitReader, perDay: number): Tail | undefined {
  if (from.byte() === 0) return undefined;
  const [threshold, excess] = [from.float(), from.float()];
  const words = new Uint32Array(perDay);
  const bytes = from.bytes(2 * perDay);
  for (let hour = 0; hour < perDay; hour++)
    words[hour] = (((bytes[2 * hour] ?? 0) << 8) | (bytes[2 * hour + 1] ?? 0)) << REST;
  return { threshold, excess, usual: new Float32Array(words.buffer) };
}
