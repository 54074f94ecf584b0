/**
 * What is looked at of a series: its level over some lengths and its unrest over some.
 *
 * A spike is a single hour and is diluted by longer means; a small shift is hidden in the noise of an hour and plain in
 * the mean of a day. So each length has a tail of its own (see `tail.ts`), and the most unusual one speaks.
 */
import type { Values } from './rings';

export interface View {
  readonly kind: 'level' | 'unrest';
  /** In slots. */
  readonly length: number;
}

/** Of hours, and of days: these are of bills, where one purchase is a week of unrest and no news. */
export const HOURLY_VIEWS: readonly View[] = [
  ...[1, 2, 6, 24].map((length) => ({ kind: 'level' as const, length })),
  ...[6, 24].map((length) => ({ kind: 'unrest' as const, length })),
];
export const DAILY_VIEWS: readonly View[] = [1, 2, 7].map((length) => ({ kind: 'level' as const, length }));

/** Of a view's slots so many must be there: a mean of half a day is not the mean of a day. */
const LEAST_SHARE = 0.8;

/** What a view shows at a slot; `NaN` where too much is absent. */
export function seen({ kind, length }: View, values: Values, slot: number): number {
  const least = LEAST_SHARE * length;
  return Math.fround(kind === 'level' ? values.mean(slot, length, least) : values.meanStep(slot, length, least));
}

/** What a view is called, such as `level-6`. */
export function nameOf(view: View | undefined): string {
  return view ? `${view.kind}-${view.length}` : '';
}

/**
 * What a view shows at a slot, and the least and the greatest value from an earlier slot on; of a view of unrest, of that.
 *
 * @param value what it shows where that is known exactly: values are kept rounded. It lies within the range all the same,
 * and so does a mean that reaches back to before the first slot.
 */
export function extent(view: View, values: Values, from: number, to: number, value = seen(view, values, to)) {
  let [lowest, highest] = [value, value];
  for (let slot = from; slot <= to; slot++) {
    const one = view.kind === 'unrest' ? seen(view, values, slot) : values.get(slot);
    if (Number.isNaN(one)) continue;
    [lowest, highest] = [Math.min(lowest, one), Math.max(highest, one)];
  }
  return { value, lowest, highest };
}
