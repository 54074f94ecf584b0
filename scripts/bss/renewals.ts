/**
 * How subscriptions renew, for the products whose own answers do not tell: `QueryAvailableInstances` knows those of all
 * products by their ids, a hundred to a call.
 */
import {
  defineCollector,
  oneOf,
  pageNumber,
  renewalOf,
  rpc,
  unlessUnread,
  type AssetOf,
  type Collector,
  type Renewal,
} from '../../lib/define';
import type { AnyAsset, AssetIdentity, Text } from '../../lib/model';
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
    fields: { renewStatus: oneOf('RenewStatus', ['AutoRenewal', 'ManualRenewal', 'NotRenewal']) },
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

/**
 * What an expiry needs to be judged by how billing says that the asset renews.
 *
 * @example defineExpiryChecker({ …, ...renewedBy(renewals) })
 */
export function renewedBy(renewals: Renewals) {
  return {
    related: { renewal: renewals },
    optional: ['renewal'] as const,
    renewal: (
      _: unknown,
      { renewal: [own] }: { readonly renewal: readonly AssetOf<Renewals>[] },
    ): Renewal | undefined => renewalOf(own?.renewStatus),
  };
}
