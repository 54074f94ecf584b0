/** Billing: one account, its balance, its bills by month, and everything that it has subscribed to. */
import { invalidParameter } from '../errors';
import { numberPaging } from '../paging';
import { hash, pick, unit } from '../random';
import type { Scope } from '../world';
import { DAY, HOUR, secondTime } from '../world';
import type { Action, Body, Product } from './define';
import { basicsAt, lister } from './network';

const CURRENCY = 'CNY';
const succeeded = (Data: Body): Body => ({ Code: 'Success', Message: 'Successful!', Success: true, Data });

const BALANCES: Readonly<Record<string, string>> = {
  'bss-balance-warning': '620.50',
  'bss-balance-critical': '-11.19',
  'bss-balance-days': '1,100.00',
};

const queryAccountBalance: Action = {
  name: 'QueryAccountBalance',
  handle({ scope }) {
    const available = BALANCES[scope.condition('balance', 0) ?? ''] ?? '125,310.07';
    return {
      ...succeeded({
        AvailableAmount: available,
        AvailableCashAmount: available,
        CreditAmount: '0.00',
        MybankCreditAmount: '0.00',
        QuotaLimit: '0.00',
        Currency: CURRENCY,
      }),
      Code: '200',
      Message: 'success',
    };
  },
};

/** What a healthy month costs, by product. */
const COSTS = [
  { product: 'ecs', name: '云服务器 ECS', type: 'PayAsYouGo', amount: 900 },
  { product: 'slb', name: '负载均衡', type: 'PayAsYouGo', amount: 350 },
  { product: 'oss', name: '对象存储 OSS', type: 'PayAsYouGo', amount: 250 },
  { product: 'rds', name: '云数据库 RDS', type: 'Subscription', amount: 1200 },
] as const;

/** Months since the year 0 of Beijing time. */
function monthOf(ms: number): number {
  const at = new Date(ms + 8 * HOUR);
  return at.getUTCFullYear() * 12 + at.getUTCMonth();
}

/** How many times the usual a month costs. */
function factorOf(scope: Scope, back: number): number {
  const condition = scope.condition('bill', 0);
  if (condition === 'bss-spend-month') return back <= 1 ? 3 : back < 12 ? 1 : 2;
  return condition === 'bss-spend-year' && back < 12 ? 3 : 1;
}

const queryBillOverview: Action = {
  name: 'QueryBillOverview',
  params: ['BillingCycle', 'ProductCode', 'SubscriptionType'],
  required: ['BillingCycle'],
  handle({ scope, params, world }) {
    const { BillingCycle: cycle = '', ProductCode: product, SubscriptionType: type } = params;
    const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(cycle) ?? [];
    if (year === undefined) throw invalidParameter('BillingCycle', 'YYYY-MM expected');
    const back = monthOf(world.now) - (Number(year) * 12 + Number(month) - 1);
    // The month under way costs what its days so far do.
    const elapsed = back === 0 ? new Date(world.now + 8 * HOUR).getUTCDate() / 31 : 1;
    const dear = scope.condition('balance', 0) === 'bss-balance-days' ? 6 : 1;
    const items = COSTS.filter(
      (cost) => (product ?? cost.product) === cost.product && (type ?? cost.type) === cost.type,
    ).map((cost, i) => {
      const usual =
        cost.amount * (cost.type === 'PayAsYouGo' ? dear : 1) * (0.95 + 0.1 * unit(scope.key, back + 13, i));
      const amount = Math.round(usual * factorOf(scope, back) * elapsed * 100) / 100;
      return {
        Item: cost.type === 'PayAsYouGo' ? 'PayAsYouGoBill' : 'SubscriptionOrder',
        ProductCode: cost.product,
        ProductName: cost.name,
        ProductType: cost.product,
        SubscriptionType: cost.type,
        PretaxGrossAmount: amount,
        PretaxAmount: amount,
        PaymentAmount: amount,
        OutstandingAmount: 0,
        Currency: CURRENCY,
        BillAccountID: scope.account.accountId,
      };
    });
    return succeeded({
      BillingCycle: cycle,
      AccountID: scope.account.accountId,
      AccountName: scope.account.name ?? '',
      Items: { Item: back < 0 ? [] : items },
    });
  },
};

const PRODUCTS = ['sas', 'waf', 'elasticsearch', 'cbn', 'alikafka'] as const;

/** When a subscription ends, in days. */
const ENDS: Readonly<Record<string, number>> = {
  'bss-expiring-warning': 20,
  'bss-expiring-critical': 5,
  'bss-expired': -3,
  'bss-renewing': 5,
};
const RENEWALS: Readonly<Record<string, string>> = {
  'bss-expiring-critical': 'NotRenewal',
  'bss-renewing': 'AutoRenewal',
};

function subscriptionRow(scope: Scope, index: number): Body {
  const { id, seed, condition = '', created } = basicsAt(scope, 'subscription', index);
  const code = pick(PRODUCTS, seed);
  const end = scope.world.now + (ENDS[condition] ?? 60 + (seed % 300)) * DAY + HOUR;
  return {
    InstanceID: id,
    ProductCode: code,
    ProductType: code,
    SubscriptionType: 'Subscription',
    Region: pick(scope.world.regions, hash(seed, 1)),
    Status: condition === 'bss-expired' ? 'WaitForRelease' : 'Normal',
    SubStatus: 'Normal',
    RenewStatus: RENEWALS[condition] ?? (condition === '' && seed % 2 === 0 ? 'AutoRenewal' : 'ManualRenewal'),
    CreateTime: secondTime(created),
    EndTime: secondTime(end),
    Seller: '26842',
  };
}

export const bss: Product = {
  code: 'bssopenapi',
  aliases: ['business'],
  version: '2017-12-14',
  global: true,
  actions: [
    queryAccountBalance,
    queryBillOverview,
    lister({
      kind: 'subscription',
      row: subscriptionRow,
      filters: ['SubscriptionType', 'ProductCode', 'RenewStatus'],
      ids: 'InstanceIDs',
      action: {
        name: 'QueryAvailableInstances',
        paging: numberPaging({ default: 20, max: 300, over: 'refuse', names: { page: 'PageNum', size: 'PageSize' } }),
        items: 'Data.InstanceList',
        itemId: 'InstanceID',
      },
      answer: (rows) => ({ InstanceList: rows }),
      around: succeeded,
    }),
  ],
};
