import type { AnyAsset } from '../../../lib/model';
import type { Collector } from '../../../lib/define';
import type { How } from '../../harness/subscriptions';
import { accounts, bills, dailyBills, instanceBills, subscriptions } from '../../../scripts/bss';

export { inDays, now } from '../ecs/fixtures';

const where = { account: { id: '1000000000000001', name: 'production' }, region: 'global' };

const STATUSES = { auto: 'AutoRenewal', hand: 'ManualRenewal', none: 'NotRenewal' } as const;

/** What billing says of how an instance is renewed, related to it; nothing where it does not know the instance. */
export function billed<A extends AnyAsset>(renewals: Collector<A>, id: string, how: How) {
  const row = how !== 'untold' && { InstanceID: id, RenewStatus: STATUSES[how] };
  return { related: { renewal: row ? [renewals.toAsset(row, where)] : [] } };
}

/** A million in cash. */
export const account = accounts.toAsset(
  {
    Data: {
      AvailableAmount: '1,000,000.00',
      AvailableCashAmount: '1,000,000.00',
      CreditAmount: '0.00',
      Currency: 'CNY',
    },
  },
  where,
);

/** A bill of so much pay-as-you-go and so much for subscriptions. */
export function bill(cycle: string, payAsYouGo: number, subscribed = 0) {
  const Item = [
    { ProductCode: 'ecs', SubscriptionType: 'PayAsYouGo', PretaxAmount: payAsYouGo },
    { ProductCode: 'rds', SubscriptionType: 'Subscription', PretaxAmount: subscribed },
  ];
  return bills.toAsset({ Data: { BillingCycle: cycle, Items: { Item } } }, where);
}

/** The bill of February: pay-as-you-go rows with these facts beside the amount. */
export function billOf(...rows: object[]) {
  const Item = rows.map((row) => ({
    ProductCode: 'ecs',
    SubscriptionType: 'PayAsYouGo',
    PretaxAmount: 28_000,
    ...row,
  }));
  return bills.toAsset({ Data: { BillingCycle: '2026-02', AccountID: account.id, Items: { Item } } }, where);
}

/** A bill, a part of which does not say how it is paid for. */
export function vagueBill(cycle: string, amount: number) {
  const Item = [{ ProductCode: 'ecs', PretaxAmount: amount }];
  return bills.toAsset({ Data: { BillingCycle: cycle, Items: { Item } } }, where);
}

/** A manually renewed security subscription that ends in a year. */
export const subscription = subscriptions.toAsset(
  {
    InstanceID: 'sas-1',
    ProductCode: 'sas',
    ProductType: 'sas',
    Region: 'cn-hangzhou',
    Status: 'Normal',
    RenewStatus: 'ManualRenewal',
    EndTime: '2027-03-01T00:00:00Z',
  },
  where,
);

/** What instances cost in a month, as `product/id`. */
export function instanceBill(cycle: string, amounts: Readonly<Record<string, number>>) {
  const Items = Object.entries(amounts).map(([name, PretaxAmount]) => {
    const [ProductCode, InstanceID] = name.split('/');
    return { ProductCode, InstanceID, PretaxAmount };
  });
  return instanceBills.toAsset({ RequestId: cycle, Data: { BillingCycle: cycle, Items } }, where);
}

/** What a day cost: so much pay-as-you-go of ECS and of other products, and a subscription that does not count. */
export function dayBill(
  BillingDate: string,
  payAsYouGo: number,
  { TotalCount, ...others }: { readonly TotalCount?: number; readonly [product: string]: number | undefined } = {},
) {
  const Item = [
    ...Object.entries({ ecs: payAsYouGo, ...others }).map(([ProductCode, PretaxAmount]) => ({
      ...{ BillingDate, ProductCode, PretaxAmount },
      SubscriptionType: 'PayAsYouGo',
    })),
    { BillingDate, ProductCode: 'rds', SubscriptionType: 'Subscription', PretaxAmount: 5000 },
  ];
  return dailyBills.toAsset(
    { RequestId: BillingDate, Data: { TotalCount: TotalCount ?? Item.length, Items: { Item } } },
    where,
  );
}
