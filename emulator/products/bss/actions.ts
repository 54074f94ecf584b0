/** Billing: one account, its balance, its bills by month, and everything that it has subscribed to. */
import { listing, type Action, type Body, type Product } from '../../define';
import { invalidParameter } from '../../errors';
import { numberPaging, tokenPaging } from '../../paging';
import { hash, pick, unit } from '../../random';
import { billedRenewals, setRenewal, withRenewal } from '../../common/renewals';
import { basicsAt, lister } from '../../common/networks';
import { DAY, HOUR, secondTime } from '../../time';
import type { LazyWorld, Scope } from '../../world';

const CURRENCY = 'CNY';

const succeeded = (Data: Body): Body => ({ Code: 'Success', Message: 'Successful!', Success: true, Data });

const BALANCES: Readonly<Record<string, string>> = {
  'bss-balance-warning': '270.50',
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
  { product: 'ecs', name: '云服务器 ECS', type: 'PayAsYouGo', amount: 900, kind: 'instance' },
  { product: 'slb', name: '负载均衡', type: 'PayAsYouGo', amount: 350, kind: 'loadBalancer' },
  { product: 'oss', name: '对象存储 OSS', type: 'PayAsYouGo', amount: 250, kind: 'bucket' },
  { product: 'rds', name: '云数据库 RDS', type: 'Subscription', amount: 1200, kind: 'rdsInstance' },
] as const satisfies readonly { kind: string; [fact: string]: unknown }[];

type Cost = (typeof COSTS)[number];

/** Months since the year 0 of Beijing time. */
function monthOf(ms: number): number {
  const at = new Date(ms + 8 * HOUR);
  return at.getUTCFullYear() * 12 + at.getUTCMonth();
}

/** How many times the usual a month costs. */
function factorOf(scope: Scope, back: number): number {
  const condition = scope.condition('bill', 0);
  // For its first days a month tells too little: then it is the one before it.
  const day = new Date(scope.world.time + 8 * HOUR).getUTCDate();
  if (condition === 'bss-spend-month') return back <= (day <= 3 ? 1 : 0) ? 3 : 1;
  if (condition === 'bss-forecast-over') return back <= 1 ? 1.7 : back < 12 ? 1 : 1.2;
  return condition === 'bss-spend-year' && back < 12 ? 3 : 1;
}

/** What a product costs in a whole month, so many months back. */
function monthly(scope: Scope, cost: Cost, back: number): number {
  const dear = scope.condition('balance', 0) === 'bss-balance-days' && cost.type === 'PayAsYouGo' ? 6 : 1;
  return cost.amount * dear * (0.95 + 0.1 * unit(scope.key, back + 13, COSTS.indexOf(cost))) * factorOf(scope, back);
}

/** How many months ago a cycle (`YYYY-MM`) was, and what part of a month's cost is in its bill. */
function cycleOf(world: LazyWorld, cycle: string): { back: number; part: (cost: Cost) => number } {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(cycle) ?? [];
  if (year === undefined) throw invalidParameter('BillingCycle', 'YYYY-MM expected');
  const back = monthOf(world.time) - (Number(year) * 12 + Number(month) - 1);
  // The month under way costs what its days so far do; subscriptions are all bought on the first.
  const elapsed = back === 0 ? new Date(world.time + 8 * HOUR).getUTCDate() / 31 : 1;
  return { back, part: ({ type }) => (type === 'Subscription' ? 1 : elapsed) };
}

function money(value: number): number {
  return Math.round(value * 100) / 100;
}

const queryBillOverview: Action = {
  name: 'QueryBillOverview',
  params: ['BillingCycle', 'ProductCode', 'SubscriptionType'],
  required: ['BillingCycle'],
  handle({ scope, params, world }) {
    const { BillingCycle: cycle = '', ProductCode: product, SubscriptionType: type } = params;
    const { back, part } = cycleOf(world, cycle);
    const items = COSTS.filter(
      (cost) => (product ?? cost.product) === cost.product && (type ?? cost.type) === cost.type,
    ).map((cost) => {
      const amount = money(monthly(scope, cost, back) * part(cost));
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

/** A day of pay-as-you-go is a part of its month. */
const queryAccountBill: Action = {
  name: 'QueryAccountBill',
  params: ['BillingCycle', 'BillingDate', 'Granularity', 'IsGroupByProduct', 'ProductCode'],
  required: ['BillingCycle'],
  paging: numberPaging({ default: 20, max: 300, over: 'refuse', names: { page: 'PageNum', size: 'PageSize' } }),
  handle(call) {
    const { scope, params, world } = call;
    const { BillingCycle: cycle = '', BillingDate: date = '', Granularity: granularity = 'MONTHLY' } = params;
    const { back, part } = cycleOf(world, cycle);
    const daily = granularity === 'DAILY';
    if (!daily && granularity !== 'MONTHLY') throw invalidParameter('Granularity', 'MONTHLY or DAILY expected');
    if (daily && (!/^\d{4}-\d\d-\d\d$/.test(date) || !date.startsWith(cycle)))
      throw invalidParameter('BillingDate', 'YYYY-MM-DD within BillingCycle expected');
    const day = Number(date.slice(8));
    const days =
      back === 0 ? 31 : new Date(Date.UTC(Number(cycle.slice(0, 4)), Number(cycle.slice(5)), 0)).getUTCDate();
    const share = (cost: Cost): number => {
      if (!daily) return part(cost);
      if (Date.parse(`${date}T00:00:00+08:00`) > world.time) return 0;
      if (cost.type === 'Subscription') return day === 1 ? 1 : 0;
      return (0.98 + 0.04 * unit(scope.key, back + 13, day)) / days;
    };
    const rows = COSTS.filter((cost) => (params.ProductCode ?? cost.product) === cost.product)
      .map((cost) => ({ cost, amount: back < 0 ? 0 : money(monthly(scope, cost, back) * share(cost)) }))
      .filter(({ amount }) => amount > 0);
    const around = { BillAccountID: scope.account.accountId, Currency: CURRENCY, ...(daily && { BillingDate: date }) };
    const whole = (amount: number) => ({ ...around, PretaxGrossAmount: amount, PretaxAmount: amount });
    const all =
      params.IsGroupByProduct === 'true'
        ? rows.map(({ cost, amount }) => ({
            ...whole(amount),
            ProductCode: cost.product,
            ProductName: cost.name,
            SubscriptionType: cost.type,
          }))
        : [whole(money(rows.reduce((sum, { amount }) => sum + amount, 0)))];
    const page = call.page(listing(all.length, (i) => all[i] ?? {}));
    return succeeded({
      BillingCycle: cycle,
      AccountID: scope.account.accountId,
      AccountName: scope.account.name ?? '',
      Items: { Item: page.rows },
      ...page.fields,
    });
  },
};

/** Of a product in a region, so many instances have a bill of their own. */
const BILLED = 200;

const describeInstanceBill: Action = {
  name: 'DescribeInstanceBill',
  params: ['BillingCycle', 'Granularity', 'InstanceID', 'IsHideZeroCharge', 'ProductCode', 'SubscriptionType'],
  required: ['BillingCycle'],
  paging: tokenPaging({ default: 20, max: 300, total: true, echo: true }),
  handle(call) {
    const { scope, params, world } = call;
    const { BillingCycle: cycle = '', ProductCode: product, SubscriptionType: type, Granularity = 'MONTHLY' } = params;
    if (Granularity !== 'MONTHLY') throw invalidParameter('Granularity', 'only MONTHLY is emulated');
    const { back, part } = cycleOf(world, cycle);
    const bought = COSTS.filter(
      (cost) => back >= 0 && (product ?? cost.product) === cost.product && (type ?? cost.type) === cost.type,
    );
    const rows = bought.flatMap((cost) => {
      const found = world.regions.flatMap((region) => {
        const own = world.scope(scope.account.accountId, region);
        const live = own.live(cost.kind);
        const count = Math.min(BILLED, live.length);
        return Array.from({ length: count }, (_, n) => ({ region, id: own.population(cost.kind).idOf(live.at(n)) }));
      });
      const billed = found.length > 0 ? found : [{ region: '', id: '' }];
      // The first one costs twice as much as each of the others.
      const share = (monthly(scope, cost, back) * part(cost)) / (billed.length + 1);
      return billed.map(({ region, id }, n) => {
        const amount = money(share * (n === 0 ? 2 : 1));
        return {
          InstanceID: id,
          ProductCode: cost.product,
          ProductName: cost.name,
          ProductType: cost.product,
          SubscriptionType: cost.type,
          Region: region,
          PretaxGrossAmount: amount,
          PretaxAmount: amount,
          Currency: CURRENCY,
          BillAccountID: scope.account.accountId,
        };
      });
    });
    const { InstanceID: wanted, IsHideZeroCharge: hide } = params;
    const shown = rows.filter(
      ({ InstanceID: id, PretaxAmount: amount }) => (wanted ?? id) === id && (hide !== 'true' || amount > 0),
    );
    const page = call.page(listing(shown.length, (i) => shown[i] ?? {}));
    return succeeded({
      BillingCycle: cycle,
      AccountID: scope.account.accountId,
      AccountName: scope.account.name ?? '',
      Items: page.rows,
      ...page.fields,
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
  'bss-not-renewed': 5,
};

const RENEWALS: Readonly<Record<string, string>> = {
  'bss-renewing': 'AutoRenewal',
  'bss-not-renewed': 'NotRenewal',
};

function subscriptionRow(scope: Scope, index: number): Body {
  const { id, seed, condition = '', since, created } = basicsAt(scope, 'subscription', index);
  const code = pick(PRODUCTS, seed);
  const end = since + (ENDS[condition] ?? 60 + (seed % 300)) * DAY + HOUR;
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

/** As {@link subscriptionRow}, with what somebody has set since. */
function renewedRow(scope: Scope, index: number): Body {
  return withRenewal({ scope, world: scope.world }, subscriptionRow(scope, index));
}

function packageRow(scope: Scope, index: number): Body {
  const { id, seed, condition, since, created } = basicsAt(scope, 'resourcePackage', index);
  const days = condition === 'bss-package-expiring' ? 20 : 100 + (seed % 200);
  const left = condition === 'bss-package-low' ? 4 : 55 + (seed % 40);
  return {
    InstanceId: id,
    PackageType: 'FPT_ossbag_absolute_Storage_sh',
    CommodityCode: 'ossbag',
    DeductType: 'Absolute',
    Remark: '标准存储包',
    Region: scope.region,
    Status: 'Available',
    EffectiveTime: secondTime(created),
    ExpiryTime: secondTime(since + days * DAY + HOUR),
    RemainingAmount: `${left * 5}.000`,
    RemainingAmountUnit: 'GB',
    TotalAmount: '500.000',
    TotalAmountUnit: 'GB',
    ApplicableProducts: { Product: ['oss'] },
  };
}

const PLAN_ENDS: Readonly<Record<string, number>> = {
  'bss-plan-expiring-warning': 20,
  'bss-plan-expiring-critical': 5,
};

/** `yyyy-MM-dd HH:mm:ss` of Beijing time. */
function localTime(ms: number): string {
  return secondTime(ms + 8 * HOUR)
    .replace('T', ' ')
    .replace('Z', '');
}

function planRow(scope: Scope, index: number): Body {
  const { id, seed, condition = '', since, created } = basicsAt(scope, 'savingsPlan', index);
  const end = since + (PLAN_ENDS[condition] ?? 60 + (seed % 300)) * DAY + HOUR;
  return {
    InstanceId: id,
    Status: condition === 'bss-plan-stopped' ? 'LIMIT' : 'NORMAL',
    SavingsType: 'universal',
    PayMode: 'zero',
    PoolValue: '1.50',
    Currency: CURRENCY,
    StartTime: localTime(created),
    EndTime: localTime(end),
    StartTimestamp: created,
    EndTimestamp: end,
    Utilization: '1.0',
  };
}

const numbered = (max: number) =>
  numberPaging({ default: 20, max, over: 'refuse', names: { page: 'PageNum', size: 'PageSize' } });

const subscriptions = lister({
  kind: 'subscription',
  row: renewedRow,
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
});

/** Beside the list of its own, billing knows the instances of other products when it is asked for them by their ids. */
const queryAvailableInstances: Action = {
  ...subscriptions,
  handle(call) {
    const others = billedRenewals(call, call.params.InstanceIDs?.split(',') ?? []);
    if (others.length === 0) return subscriptions.handle(call);
    const { rows, fields } = call.page(listing(others.length, (n) => others[n] ?? {}));
    return succeeded({ InstanceList: rows, ...fields });
  },
};

const renew = setRenewal((call, id) => {
  const home = call.world.home(call.scope.account.accountId);
  const index = home.find('subscription', id);
  return index === undefined ? billedRenewals(call, [id])[0] : subscriptionRow(home, index);
});

export const api: Product = {
  code: 'bssopenapi',
  aliases: ['business'],
  version: '2017-12-14',
  global: true,
  actions: [
    queryAccountBalance,
    renew,
    queryBillOverview,
    queryAccountBill,
    describeInstanceBill,
    lister({
      kind: 'resourcePackage',
      row: packageRow,
      filters: ['ProductCode'],
      action: {
        name: 'QueryResourcePackageInstances',
        paging: numbered(300),
        items: 'Data.Instances.Instance',
        itemId: 'InstanceId',
      },
      more: ['ExpiryTimeStart', 'ExpiryTimeEnd'],
      answer: (rows) => ({ Instances: { Instance: rows } }),
      // Here the numbers of paging are texts.
      around: (body) => ({
        ...succeeded(Object.fromEntries(Object.entries(body).map(([k, v]) => [k, typeof v === 'number' ? `${v}` : v]))),
        Page: body.PageNum,
        PageSize: body.PageSize,
        Total: body.TotalCount,
      }),
    }),
    lister({
      kind: 'savingsPlan',
      row: planRow,
      filters: ['Status'],
      action: { name: 'QuerySavingsPlansInstance', paging: numbered(100), items: 'Data.Items', itemId: 'InstanceId' },
      answer: (rows) => ({ Items: rows }),
      around: succeeded,
    }),
    queryAvailableInstances,
  ],
};
