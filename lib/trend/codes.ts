/**
 * Numbers in few bits, for what is kept of a series. A watch has its numbers rounded like this from the start, so that one
 * that was kept and goes on judges as one that never stopped.
 */

const float = new Float32Array(1);
const word = new Uint32Array(float.buffer);

/** Of a value 9 binary digits are kept behind the first: whole numbers to 1,024 exactly, others to 0.1 %, half of what is rounding. */
export const VALUE_BITS = 18;
/** Of what is usual at an hour 7: to 0.4 %. */
export const USUAL_BITS = 16;

function rounded(value: number, kept: number): number {
  if (!Number.isFinite(value)) return value;
  const bits = 32 - kept;
  float[0] = value;
  // Carries into the exponent where it has to: the next power of two.
  word[0] = (((word[0] ?? 0) + (1 << (bits - 1))) >>> bits) << bits;
  return float[0];
}

/** A value as it is kept. */
export function coarse(value: number): number {
  return rounded(value, VALUE_BITS);
}

/** What is usual at an hour, as it is kept. */
export function usualOf(value: number): number {
  return rounded(value, USUAL_BITS);
}

/** The upper bits of a number that is rounded, and back. */
export function upperBits(value: number, bits: number): number {
  float[0] = value;
  return (word[0] ?? 0) >>> (32 - bits);
}

export function fromUpperBits(code: number, bits: number): number {
  word[0] = (code << (32 - bits)) >>> 0;
  return float[0] ?? NaN;
}

/**
 * Distances in a byte: none, nothing, or a power of the square root of two, from 1e-18 to 1e20. Each is off by a fifth at
 * most and their mean by far less, where a tail is known to a tenth at best.
 */
export const NONE = 0;
const NOTHING = 1;
const FIRST = 2;
const PER_OCTAVE = 2;
const LEAST_OCTAVE = -60;
const DISTANCES = Float32Array.from({ length: 256 }, (_, code) =>
  code === NONE ? NaN : code === NOTHING ? 0 : 2 ** (LEAST_OCTAVE + (code - FIRST) / PER_OCTAVE),
);

/** @param usual what a tail has for the hour: below its half all are about alike, and say nothing of a tail */
export function distanceCode(distance: number, usual = 0): number {
  if (Number.isNaN(distance)) return NONE;
  const told = distance < usual / 2 ? usual / 4 : distance;
  if (told <= 0) return NOTHING;
  const code = FIRST + Math.round((Math.log2(told) - LEAST_OCTAVE) * PER_OCTAVE);
  return code < FIRST ? NOTHING : Math.min(255, code);
}

export function fromDistanceCode(code: number): number {
  return DISTANCES[code] ?? NaN;
}
