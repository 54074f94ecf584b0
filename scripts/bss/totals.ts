import type { AssetOf } from '../../lib/define';
import type { bills } from './collectors/bills';

type Bill = AssetOf<typeof bills>;

/** What a month costs before tax; `undefined` when its bill is not in the answers. */
export function totalOf(all: readonly Bill[], cycle: string, subscriptionType?: string): number | undefined {
  const items = all.find(({ id }) => id === cycle)?.items;
  const counted = items?.filter((item) => subscriptionType === undefined || item.subscriptionType === subscriptionType);
  return counted && cents(counted.reduce((sum, { pretaxAmount }) => sum + pretaxAmount, 0));
}

/** Amounts of money without the dust of binary fractions. */
export function cents(value: number): number {
  return Math.round(value * 100) / 100;
}
