/** How subscriptions of databases and message queues are renewed: those that are to expire are renewed by hand. */
import type { Scope } from '../world';
import { databaseAt, RECORD_PAGING } from './databases';
import { listing, type Action, type Body, type Call } from '../define';
import { invalidParameter, notFound } from '../errors';

interface Subscription {
  readonly id: string;
  readonly automatic: boolean;
}

function subscriptionAt(scope: Scope, kind: string, index: number): Subscription | undefined {
  const { id, condition, prepaid } = databaseAt(scope, kind, index);
  if (!prepaid) return undefined;
  return { id, automatic: scope.written<boolean>(kind, index, WRITTEN) ?? !condition?.includes('-expiring') };
}

/** Where what somebody has set is kept. */
const WRITTEN = 'renewal';

/** Whether an asset of a product that tells of renewals itself renews by itself. */
export function isAutomatic(scope: Scope, kind: string, index: number): boolean {
  return subscriptionAt(scope, kind, index)?.automatic ?? false;
}

/** The product's own action that changes how its subscriptions renew, by the month. */
export function changeRenewal(facts: {
  readonly name: string;
  readonly kind: string;
  /** The parameter with the ids, between commas, and that with one of the words. */
  readonly id: string;
  readonly status: string;
  readonly on: string;
  readonly off: string;
  readonly others?: readonly string[];
}): Action {
  const { name, kind, id, status, on, off, others = [] } = facts;
  return {
    name,
    params: [id, status, 'Duration', ...others],
    required: [id],
    handle({ scope, params }) {
      const { Duration: months = '', PeriodUnit: unit = 'Month', [status]: word = '' } = params;
      if (word !== on && word !== off) throw invalidParameter(status, `${on} or ${off}`);
      if (word === on && !/^([1-9]|1[0-2])$/.test(months)) throw invalidParameter('Duration', '1 to 12');
      if (unit !== 'Month') throw invalidParameter('PeriodUnit', 'only Month is emulated');
      const found = (params[id] ?? '').split(',').map((one) => {
        const index = scope.find(kind, one);
        if (index === undefined || !subscriptionAt(scope, kind, index))
          throw notFound('InvalidDBInstanceId.NotFound', `${one} is no subscription.`);
        return index;
      });
      for (const index of found) scope.write(kind, index, WRITTEN, word === on);
      return {};
    },
  };
}

/** An action that tells of the subscriptions of a region, or of one of them. */
export function renewalAction(facts: {
  readonly name: string;
  readonly kind: string;
  readonly params: readonly string[];
  readonly id: string;
  /** What the answer calls the number of them. */
  readonly total: string;
  readonly items: string;
  readonly itemId: string;
  /** Whether a call asks for this one, beside its id. */
  readonly fits?: (call: Call, index: number) => boolean;
  readonly row: (one: Subscription, scope: Scope) => Body;
}): Action {
  const { name, kind, params, id, total, items, itemId, fits, row } = facts;
  const [outer = '', inner = ''] = items.split('.');
  return {
    name,
    params,
    required: ['RegionId'],
    paging: RECORD_PAGING,
    items,
    itemId,
    handle(call) {
      const { scope } = call;
      const wanted = call.params[id]?.split(',');
      const live = scope.live(kind);
      const found: Subscription[] = [];
      for (let n = 0; n < live.length; n++) {
        const index = live.at(n);
        const one = subscriptionAt(scope, kind, index);
        if (one && (wanted?.includes(one.id) ?? true) && (fits?.(call, index) ?? true)) found.push(one);
      }
      const { rows, fields } = call.page(
        listing(found.length, (n) => row(found[n] ?? { id: '', automatic: false }, scope)),
      );
      const { TotalRecordCount: count, ...rest } = fields;
      return { [outer]: { [inner]: rows }, ...rest, [total]: count };
    },
  };
}

/** Products whose subscriptions only billing tells of. */
const BILLED = {
  esInstance: 'elasticsearch',
  kafkaInstance: 'alikafka',
  rocketmqInstance: 'rocketmq',
  onsInstance: 'ons',
  clickhouseCluster: 'clickhouse',
  adbCluster: 'ads',
  gpdbInstance: 'gpdb',
  polardbxInstance: 'polardbx',
  lindormInstance: 'hitsdb',
  dtsJob: 'dts',
  mseCluster: 'mse',
  emrCluster: 'emapreduce',
  gatewayInstance: 'apigateway',
} as const;

/** Kinds of products that have a list of their own, by what their ids begin with: billing knows them as well. */
const FOREIGN = new Map([
  ['eip', 'eip'],
  ['ngw', 'natGateway'],
  ['vpn', 'vpnGateway'],
  ['cbwp', 'bandwidthPackage'],
  ['cenbwp', 'cenPackage'],
  ['ga', 'accelerator'],
  ['gbwp', 'gaPackage'],
  ['ddoscoo', 'ddosInstance'],
  ['lb', 'loadBalancer'],
  ['d', 'disk'],
  ['extreme', 'fileSystem'],
]);

/** What the ids of products begin with of which an account has one; all of them are renewed by hand. */
const ONE_TO_AN_ACCOUNT = ['waf_v3prepaid_', 'vipcloudfw-'];

/** Those that are paid by the month renew themselves; the others are renewed by hand. */
function foreignRenewal({ scope, world }: Call, id: string): Body[] {
  if (ONE_TO_AN_ACCOUNT.some((prefix) => id.startsWith(prefix)))
    return [
      {
        InstanceID: id,
        ProductCode: id.split(/[-_]/)[0],
        SubscriptionType: 'Subscription',
        RenewStatus: 'ManualRenewal',
      },
    ];
  const kind = FOREIGN.get(id.split('-')[0] ?? '');
  if (kind === undefined) return [];
  const places = world.regions.map((region) => world.scope(scope.account.accountId, region));
  const monthly = [world.home(scope.account.accountId), ...places].some((there) => {
    const index = there.find(kind, id);
    return (
      index !== undefined &&
      there
        .population(kind)
        .lifeOf(index)
        .some((one) => one.endsWith('-monthly'))
    );
  });
  const RenewStatus = monthly ? 'AutoRenewal' : 'ManualRenewal';
  return [{ InstanceID: id, ProductCode: kind.toLowerCase(), SubscriptionType: 'Subscription', RenewStatus }];
}

/** What billing says of instances of these products, by their ids; all regions are one. */
export function billedRenewals(call: Call, ids: readonly string[]): Body[] {
  const { scope, world } = call;
  const foreign = ids.flatMap((id) => foreignRenewal(call, id));
  const own = world.regions.flatMap((region) => {
    const there = world.scope(scope.account.accountId, region);
    return Object.entries(BILLED).flatMap(([kind, code]) =>
      ids.flatMap((id) => {
        const index = there.find(kind, id);
        const one = index === undefined ? undefined : subscriptionAt(there, kind, index);
        return one
          ? [
              {
                InstanceID: id,
                ProductCode: code,
                ProductType: code,
                SubscriptionType: 'Subscription',
                Region: region,
                Status: 'Normal',
                RenewStatus: one.automatic ? 'AutoRenewal' : 'ManualRenewal',
              },
            ]
          : [];
      }),
    );
  });
  return [...foreign, ...own].map((row) => withRenewal(call, row));
}

/** A subscription as somebody has set it to renew. */
export function withRenewal({ scope, world }: Pick<Call, 'scope' | 'world'>, row: Body): Body {
  const written = world.home(scope.account.accountId).written<string>(WRITTEN, 0, String(row.InstanceID));
  return written === undefined ? row : { ...row, RenewStatus: written };
}

const STATUSES = ['AutoRenewal', 'ManualRenewal', 'NotRenewal'];

/** @param known whether an account has a subscription of a product */
export function setRenewal(known: (call: Call, id: string) => Body | undefined): Action {
  return {
    name: 'SetRenewal',
    params: [
      ...['InstanceIDs', 'ProductCode', 'ProductType', 'SubscriptionType'],
      ...['RenewalStatus', 'RenewalPeriod', 'RenewalPeriodUnit'],
    ],
    required: ['InstanceIDs', 'ProductCode', 'RenewalStatus'],
    handle(call) {
      const { InstanceIDs: ids = '', ProductCode: code, RenewalStatus: status = '' } = call.params;
      const { RenewalPeriod: period = '', RenewalPeriodUnit: unit = '' } = call.params;
      if (!STATUSES.includes(status)) throw invalidParameter('RenewalStatus', `one of ${STATUSES.join(', ')}`);
      if (status === 'AutoRenewal' && !/^(1|2|3|6|12)$/.test(period))
        throw invalidParameter('RenewalPeriod', '1, 2, 3, 6 or 12');
      if (status === 'AutoRenewal' && !['M', 'Y'].includes(unit)) throw invalidParameter('RenewalPeriodUnit', 'M or Y');
      for (const id of ids.split(',')) {
        if (known(call, id)?.ProductCode !== code)
          throw invalidParameter('InstanceIDs', `a subscription of ${code ?? ''}`);
        call.world.home(call.scope.account.accountId).write(WRITTEN, 0, id, status);
      }
      return { Success: true, Code: 'Success', Message: 'Successful!' };
    },
  };
}
