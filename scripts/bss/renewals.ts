/**
 * How subscriptions renew, for the products whose own answers do not tell: `QueryAvailableInstances` knows those of all
 * products by their ids, a hundred to a call.
 */
import {
  automaticRenewal,
  defineCollector,
  oneOf,
  pageNumber,
  renewalOf,
  rpc,
  text,
  unlessUnread,
  type AssetOf,
  type Collector,
  type Renewal,
} from '../../lib/define';
import { fixCall, type AnyAsset, type AssetIdentity, type FixPlan, type Text } from '../../lib/model';
import { bss } from './product';

/**
 * A collector of how the assets of another one renew.
 *
 * @param facts.subscribed whether an asset is a subscription: the others are not asked for
 * @example
 * export const eipRenewals = defineRenewals({
 *   id: 'vpc-eip-renewals', to: eips, title: { zh: '…', en: '…' },
 *   subscribed: ({ chargeType }) => chargeType === 'PrePaid',
 * });
 */
export function defineRenewals<A extends AssetIdentity>(facts: {
  readonly id: string;
  readonly to: Collector<A>;
  readonly title: Text;
  readonly subscribed: (asset: A) => boolean;
  /** The id that billing knows it by, where that is not its own; one without it is not asked for. */
  readonly key?: (asset: A) => string | undefined;
}) {
  const { id, to, title, subscribed, key } = facts;
  return defineCollector({
    id,
    product: bss,
    title,
    scope: 'global',
    call: rpc(
      'QueryAvailableInstances',
      { SubscriptionType: 'Subscription' },
      { regionParam: false, ram: 'bss:DescribeInstances' },
    ),
    paging: pageNumber({ page: 'PageNum', max: 300, total: 'Data.TotalCount' }),
    items: 'Data.InstanceList',
    assetId: 'InstanceID',
    fields: {
      renewStatus: oneOf('RenewStatus', ['AutoRenewal', 'ManualRenewal', 'NotRenewal']),
      productCode: text('ProductCode'),
      productType: text('ProductType'),
    },
    belongs: {
      to: to as unknown as Collector,
      by: 'InstanceID',
      ...(key && { key: (asset: AnyAsset) => key(asset as unknown as A) }),
      ask: {
        param: 'InstanceIDs',
        encode: 'comma',
        max: 100,
        when: (asset: AnyAsset) =>
          unlessUnread(
            () => subscribed(asset as unknown as A),
            () => false,
          ),
      },
    },
  });
}

type Renewals = ReturnType<typeof defineRenewals>;

/** What billing says of one subscription. */
interface Billed {
  readonly id: string;
  readonly productCode?: string;
  readonly productType?: string;
}

/**
 * Automatic renewal by the month, of a subscription of any product; `undefined` where billing does not tell which product it is.
 *
 * @example renewingPlan({ id: 'alikafka-1', productCode: 'alikafka', productType: 'alikafka_pre' })
 */
export function renewingPlan({ id, productCode, productType }: Billed): FixPlan | undefined {
  if (!productCode) return undefined;
  const set = (renewal: Readonly<Record<string, string>>) =>
    fixCall('bssopenapi', 'SetRenewal', {
      ...{ InstanceIDs: id, ProductCode: productCode, ...(productType && { ProductType: productType }) },
      ...{ SubscriptionType: 'Subscription', ...renewal },
    });
  return automaticRenewal({
    on: set({ RenewalStatus: 'AutoRenewal', RenewalPeriod: '1', RenewalPeriodUnit: 'M' }),
    off: set({ RenewalStatus: 'ManualRenewal' }),
    terraform: `${productCode} (${id}): automatic renewal by the month, as its resource spells it`,
  });
}

/** A plan for what billing knows of the asset, for {@link renewedBy} and checkers that judge the renewal in their own way. */
export const renewing = (
  _: unknown,
  { renewal: [own] }: { readonly renewal: readonly AssetOf<Renewals>[] },
): FixPlan | undefined => own && renewingPlan(own);

/**
 * What an expiry needs to be judged by how billing says that the asset renews.
 *
 * @example defineExpiryChecker({ …, ...renewedBy(renewals) })
 */
export function renewedBy(renewals: Renewals) {
  return {
    related: { renewal: renewals },
    optional: ['renewal'] as const,
    plan: renewing,
    renewal: (
      _: unknown,
      { renewal: [own] }: { readonly renewal: readonly AssetOf<Renewals>[] },
    ): Renewal | undefined => renewalOf(own?.renewStatus),
  };
}
