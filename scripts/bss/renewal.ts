import { oneOf, pageNumber, rpc, type RenewalWay } from '../../lib/define';
import { bss } from './product';

/** Values of QueryAvailableInstances. */
const STATUSES = ['AutoRenewal', 'ManualRenewal', 'NotRenewal'] as const;
type Status = (typeof STATUSES)[number];

/**
 * How the subscriptions of a product without a question of its own are renewed: billing knows it of all products, by the
 * id of the instance. What every collector of it has beside its id and the assets that it belongs to.
 */
export const renewalFacts = {
  product: bss,
  title: { zh: '续费方式', en: 'Renewal' },
  scope: 'region',
  call: rpc(
    'QueryAvailableInstances',
    { SubscriptionType: 'Subscription' },
    { regionParam: false, ram: 'bss:DescribeInstances' },
  ),
  paging: pageNumber({ page: 'PageNum', max: 300, total: 'Data.TotalCount' }),
  items: 'Data.InstanceList',
  assetId: 'InstanceID',
  fields: { renewStatus: oneOf('RenewStatus', STATUSES) },
} as const;

/** One call takes so many ids. */
export const renewalIds = { param: 'InstanceIDs', encode: 'comma', max: 100 } as const;

const RENEWALS: Readonly<Record<Status, RenewalWay>> = {
  AutoRenewal: 'automatic',
  ManualRenewal: 'by hand',
  NotRenewal: 'none',
};

/** @returns undefined where billing does not know the instance */
export function renewalOf(known: { readonly renewStatus: Status | undefined } | undefined): RenewalWay | undefined {
  return known?.renewStatus && RENEWALS[known.renewStatus];
}
