/** What products cost a day more than they used to. */
import { risesOf, type AssetOf, type CheckContext, type Rise, type Rises } from '../../lib/define';
import { billingDay } from '../../lib/model';
import type { accounts } from './collectors/accounts';
import { cents, type Paid } from './totals';

/** One dear day is what is billed once; so many are a rise. A judgement. */
const LASTING = 2;

type Context = Pick<CheckContext<never, never, never, never, never>, 'now' | 'openData' | 'accepted'> & {
  readonly params: { readonly alarmBudget: number; readonly minimum: number; readonly dailyGrowth: number };
};

/** What has risen, the dearest first; what an earlier run has found before what is new, so that it stays one event. */
export function productRises(
  { currency = '' }: AssetOf<typeof accounts>,
  { products }: Paid,
  { params, now, openData, accepted }: Context,
): Rises {
  const lines = [...products].map(([part, days]) => ({
    metric: 'PretaxAmount',
    part,
    unit: currency,
    points: days.map(({ day, cost }) => ({ at: Date.parse(day), value: cost })),
  }));
  const { alarmBudget: budget, minimum: least, dailyGrowth } = params;
  const { rises, brief } = risesOf(
    lines,
    { budget, least, share: dailyGrowth / 100, days: LASTING },
    { now, openData, accepted },
  );
  const sorted = [...rises].sort((one, other) => Number(other.open) - Number(one.open) || other.more - one.more);
  return { rises: sorted, brief: brief || lines.length === 0 };
}

/** What is said of a rise: what its newest day cost, beside what such days cost. */
export function toldOf({ part: product, data }: Rise, { products }: Paid) {
  const { day, cost } = products.get(product)?.at(-1) ?? { day: '', cost: NaN };
  const [expected, low, high] = [cents(data.expected), cents(data.low), cents(data.high)];
  return { ...data, product, since: billingDay(data.since), day, value: cents(cost), expected, low, high };
}
