import type { AssetOf } from '../../lib/define';
import { billingDay, billingMonth, daysInMonth, forecastSum, type Interval } from '../../lib/model';
import type { accounts } from './collectors/accounts';
import type { bills } from './collectors/bills';
import type { dailyBills } from './collectors/daily-bills';
import type { instanceBills } from './collectors/instance-bills';
import { BILLED_DAYS } from './days';

type Bill = AssetOf<typeof bills>;
type DailyBill = AssetOf<typeof dailyBills>;
type InstanceBill = AssetOf<typeof instanceBills>;

/** How something is paid for. */
type Payment = 'Subscription' | 'PayAsYouGo';

/** What a month costs before tax; `undefined` when its bill, or how a part of it is paid for, is not in the answers. */
export function totalOf(all: readonly Bill[], cycle: string, subscriptionType?: Payment): number | undefined {
  const items = all.find(({ id }) => id === cycle)?.items;
  if (subscriptionType !== undefined && items?.some((item) => item.subscriptionType === undefined)) return undefined;
  const counted = items?.filter((item) => subscriptionType === undefined || item.subscriptionType === subscriptionType);
  return counted && cents(counted.reduce((sum, { pretaxAmount }) => sum + pretaxAmount, 0));
}

/** Amounts of money without the dust of binary fractions. */
export function cents(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Who pays for an account: it itself, by its balance, or `another` account, or in another `way`, such as by card. */
export type Payer = 'itself' | 'another' | 'way';

/**
 * Another account pays in a trusteeship, and where the bills belong to another one. A card does where nothing is owed for
 * what was used although there is neither money nor credit, or no balance in the answer at all: an account that pays by itself
 * has some of one of the three. A judgement.
 *
 * @returns undefined where the answers do not tell
 */
export function payerOf(account: AssetOf<typeof accounts>, all: readonly Bill[], now: Date): Payer | undefined {
  const cycles = [billingMonth(now), billingMonth(now, -1)];
  const rows = all
    .filter(({ id }) => cycles.includes(id))
    .flatMap(({ accountID = account.id, items }) =>
      (items ?? []).map(({ billAccountID = accountID, ...item }) => ({ ...item, own: billAccountID === accountID })),
    );
  if (rows.length > 0 && rows.every(({ bizType, own }) => bizType === 'trusteeship' || !own)) return 'another';
  const { availableAmount: available, availableCashAmount: cash, creditAmount: credit } = account;
  const absent = available === undefined && !cash && !credit;
  if (!absent && available !== 0) return available === undefined ? undefined : 'itself';
  if (!absent && (cash === undefined || credit === undefined)) return undefined;
  const used = rows.some(({ subscriptionType, pretaxAmount }) => subscriptionType === 'PayAsYouGo' && pretaxAmount > 0);
  const settled = rows.every(({ outstandingAmount }) => outstandingAmount === 0);
  if (used && settled && !cash && !credit) return 'way';
  return absent ? undefined : 'itself';
}

/** How many rows of a ranking are told. */
const TOP = 5;

/** Products and instances that cost most in a month or, beside an earlier one, grew most. */
export function rankings(all: readonly Bill[], instances: readonly InstanceBill[], cycle: string, before?: string) {
  const products = (month: string) =>
    costs((all.find(({ id }) => id === month)?.items ?? []).map((item) => [item.productCode, item.pretaxAmount]));
  const billed = (month: string) => instances.filter(({ billingCycle }) => billingCycle === month);
  const byInstance = (month: string) =>
    costs(
      billed(month)
        .flatMap(({ items }) => items ?? [])
        .map(({ instanceID, productCode, pretaxAmount }) => [
          instanceID && (productCode === undefined ? instanceID : `${productCode} ${instanceID}`),
          pretaxAmount,
        ]),
    );
  // Of instances only the last two months are known.
  const comparable = before !== undefined && billed(before).length > 0;
  return {
    products: ranking(products(cycle), before === undefined ? undefined : products(before)),
    instances: ranking(byInstance(cycle), comparable ? byInstance(before) : undefined),
  };
}

function costs(rows: readonly (readonly [name: string | undefined, amount: number])[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [name, amount] of rows) if (name) sums.set(name, (sums.get(name) ?? 0) + amount);
  return sums;
}

/** The first ones, as `ecs 900`, or as `ecs 900 (+450)` by growth. */
function ranking(now: ReadonlyMap<string, number>, before?: ReadonlyMap<string, number>): readonly string[] | string {
  const rows = [...now]
    .map(([name, cost]) => ({ name, cost, rank: cost - (before?.get(name) ?? 0) }))
    .filter(({ rank }) => cents(rank) > 0)
    .sort((one, other) => other.rank - one.rank)
    .slice(0, TOP)
    .map(({ name, cost, rank }) => `${name} ${cents(cost)}${before ? ` (+${cents(rank)})` : ''}`);
  return rows.length > 0 ? rows : '-';
}

/** Why a month cannot be forecast: a part of the answers is missing, or fewer than so many days are known. */
export type NoForecast = 'cut' | 'short';

/** What was paid as it was used, a day at a time. */
type PaidDays = readonly { readonly day: string; readonly cost: number }[];

/** What pay-as-you-go cost on each billed day, from the first one that cost anything, the oldest first. */
export interface Paid {
  readonly all: PaidDays;
  /** On the same days, by product. */
  readonly products: ReadonlyMap<string, PaidDays>;
}

/** @returns `undefined` when a part of the answers is missing */
export function paidDays(daily: readonly DailyBill[], now: Date): Paid | undefined {
  if (daily.some(({ total, items }) => total > (items?.length ?? 0))) return undefined;
  const paid = new Map<string, number>();
  const byProduct = new Map<string, Map<string, number>>();
  for (const { billingDate, productCode, subscriptionType, pretaxAmount } of daily.flatMap(
    ({ items }) => items ?? [],
  )) {
    if (billingDate === undefined || productCode === undefined || subscriptionType === undefined) return undefined;
    if (subscriptionType !== 'PayAsYouGo') continue;
    const product = byProduct.get(productCode) ?? new Map<string, number>();
    byProduct.set(productCode, product);
    for (const sums of [paid, product]) sums.set(billingDate, (sums.get(billingDate) ?? 0) + pretaxAmount);
  }
  const days = Array.from({ length: BILLED_DAYS.count }, (_, i) =>
    billingDay(now, BILLED_DAYS.newest - BILLED_DAYS.count + 1 + i),
  );
  const first = days.findIndex((day) => paid.has(day));
  const known = first === -1 ? [] : days.slice(first);
  const costs = (sums: ReadonlyMap<string, number>) => known.map((day) => ({ day, cost: sums.get(day) ?? 0 }));
  return { all: costs(paid), products: new Map([...byProduct].map(([product, sums]) => [product, costs(sums)])) };
}

/** So many days say how the month goes on: a forecast was measured with these. */
const FORECAST_DAYS = 30;

/**
 * What the month under way will cost: its subscriptions so far, its pay-as-you-go days that are billed, and a forecast
 * of the other ones. Subscriptions that are still to be bought are nobody's guess.
 */
export function monthForecast(
  all: readonly Bill[],
  daily: readonly DailyBill[],
  now: Date,
  { confidence, minDays }: { readonly confidence: number; readonly minDays: number },
): Interval | NoForecast {
  const known = paidDays(daily, now)?.all.slice(-FORECAST_DAYS);
  if (known === undefined) return 'cut';
  const values = known.map(({ cost }) => cost);
  if (values.length < minDays) return 'short';
  const cycle = billingMonth(now);
  const subscribed = totalOf(all, cycle, 'Subscription');
  if (subscribed === undefined) return 'cut';
  const billed = known.filter(({ day }) => day.startsWith(cycle));
  const rest = forecastSum(values, daysInMonth(cycle) - billed.length, confidence);
  if (!rest) return 'short';
  const spent = subscribed + billed.reduce((sum, { cost }) => sum + cost, 0);
  const least = totalOf(all, cycle) ?? 0;
  const whole = (value: number) => cents(Math.max(least, spent + value));
  return { expected: whole(rest.expected), low: whole(rest.low), high: whole(rest.high) };
}
