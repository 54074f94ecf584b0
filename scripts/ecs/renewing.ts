import { automaticRenewal } from '../../lib/define';
import { fixCall, type FixPlan, type PriceQuery } from '../../lib/model';

/** Automatic renewal of an instance by the month. @param was how it renews now, as the API spells it */
export function renewingPlan({ id, region }: { readonly id: string; readonly region: string }, was: string): FixPlan {
  const set = (fields: Readonly<Record<string, string>>) =>
    fixCall('ecs', 'ModifyInstanceAutoRenewAttribute', { RegionId: region, InstanceId: id, ...fields });
  return automaticRenewal({
    on: set({ RenewalStatus: 'AutoRenewal', Duration: '1', PeriodUnit: 'Month' }),
    off: set({ RenewalStatus: was }),
    terraform: `alicloud_instance (${id}): renewal_status = "AutoRenewal", auto_renew_period = 1`,
  });
}

/** What a month more of an instance costs. */
export const renewalPrice = ({ id }: { readonly id: string }): PriceQuery => ({
  product: 'ecs',
  action: 'DescribeRenewalPrice',
  params: { ResourceId: id, Period: '1', PriceUnit: 'Month' },
  amount: 'PriceInfo.Price.TradePrice',
  currency: 'PriceInfo.Price.Currency',
  per: 'month',
});
