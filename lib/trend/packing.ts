/** The parts of what is kept of a watch, see `Watch.pack`. */
import { BitReader, BitWriter } from './bits';
import { fromUpperBits, upperBits, USUAL_BITS, VALUE_BITS } from './codes';
import { VALUES, Values } from './rings';
import type { Tail } from './tail';
import type { Event } from './unusual';

/** The version of what a watch writes, and of how it was judged: another one is learned anew. */
export const PACKED = 1;

export function packEvent(out: BitWriter, { from, view, rarity, low, high, calm }: Event): void {
  for (const one of [from, view, calm]) out.number(one);
  for (const one of [rarity, low, high]) out.double(one);
}

export function unpackEvent(from: BitReader): Event {
  const [slot, view, calm] = [from.number(), from.number(), from.number()];
  return { from: slot, view, calm, rarity: from.double(), low: from.double(), high: from.double() };
}

/** @param newest the last slot */
export function packValues(out: BitWriter, values: Values, start: number, newest: number): void {
  const bits = new BitWriter();
  for (let slot = Math.max(start, newest - VALUES + 1); slot <= newest; slot++)
    bits.bits(upperBits(values.get(slot), VALUE_BITS), VALUE_BITS);
  out.block(bits.done());
}

export function unpackValues(from: BitReader, start: number, newest: number): Values {
  const values = new Values();
  const bits = new BitReader(from.block());
  for (let slot = Math.max(start, newest - VALUES + 1); slot <= newest; slot++)
    values.set(slot, fromUpperBits(bits.bits(VALUE_BITS), VALUE_BITS));
  return values;
}

export function packTail(out: BitWriter, tail: Tail | undefined): void {
  out.byte(tail ? 1 : 0);
  if (!tail) return;
  out.float(tail.threshold);
  out.float(tail.excess);
  for (const one of tail.usual) {
    const code = upperBits(one, USUAL_BITS);
    out.byte(code >> 8);
    out.byte(code & 255);
  }
}

export function unpackTail(from: BitReader, perDay: number): Tail | undefined {
  if (from.byte() === 0) return undefined;
  const [threshold, excess] = [from.float(), from.float()];
  const usual = Array.from({ length: perDay }, () => fromUpperBits((from.byte() << 8) | from.byte(), USUAL_BITS));
  return { threshold, excess, usual };
}
