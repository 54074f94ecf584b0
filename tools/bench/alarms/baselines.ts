/** Detectors that others would use: each gives how far a value is from what it expects, and has no memory of events. */

/** How unusual the value of an hour is; `NaN` where it cannot be said. */
export type Baseline = (values: readonly number[], at: number) => number;

const WEEK = 168;

export const BASELINES: Readonly<Record<string, Baseline>> = {
  'windowed Gaussian': (values, at) => {
    const before = present(values.slice(at - WEEK, at));
    const mean = before.reduce((sum, one) => sum + one, 0) / before.length;
    const deviation = Math.sqrt(before.reduce((sum, one) => sum + (one - mean) ** 2, 0) / before.length);
    return Math.abs((values[at] ?? NaN) - mean) / Math.max(deviation, 0.002 * Math.abs(mean), 1e-9);
  },
  'hour of day, robust z': (values, at) => {
    const hour = present([1, 2, 3, 4, 5, 6, 7].map((day) => values[at - 24 * day] ?? NaN));
    const expected = median(hour);
    const off: number[] = [];
    for (let i = at - WEEK; i < at; i += 4) off.push(Math.abs((values[i] ?? NaN) - (values[i - 24] ?? NaN)));
    return (
      Math.abs((values[at] ?? NaN) - expected) / Math.max(1.05 * median(present(off)), 0.002 * Math.abs(expected), 1e-9)
    );
  },
  'same hour last week': (values, at) => {
    const off: number[] = [];
    for (let i = at - 2 * WEEK; i < at; i += 4) off.push(Math.abs((values[i] ?? NaN) - (values[i - WEEK] ?? NaN)));
    const before = values[at - WEEK] ?? NaN;
    return (
      Math.abs((values[at] ?? NaN) - before) / Math.max(1.05 * median(present(off)), 0.002 * Math.abs(before), 1e-9)
    );
  },
};

const present = (values: readonly number[]) => values.filter((value) => !Number.isNaN(value));

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}
