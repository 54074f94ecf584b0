/** Random numbers that are the same in every run. */
export interface Dice {
  /** From 0 up to 1. */
  (): number;
  between(low: number, high: number): number;
  /** Of the normal distribution. */
  normal(): number;
  /** How many of something rare that comes `mean` times on average. */
  count(mean: number): number;
}

/** Mulberry32 (Tommy Ettinger, public domain). */
export function dice(seed: number): Dice {
  let state = Math.imul(seed, 0x9e3779b1) | 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
  return Object.assign(roll, {
    between: (low: number, high: number) => low + (high - low) * roll(),
    normal,
    count: (mean: number) => {
      if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      let n = 0;
      for (let p = roll(); p > Math.exp(-mean); p *= roll()) n++;
      return n;
    },
  });
}
