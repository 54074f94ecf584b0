import { fixCall, type FixPlan } from '../../lib/model';

/** Automatic renewal of an instance by the month. @param was how it renews now, as the API spells it */
export function renewingPlan({ id, region }: { readonly id: string; readonly region: string }, was: string): FixPlan {
  const set = (fields: Readonly<Record<string, string>>) =>
    fixCall('ecs', 'ModifyInstanceAutoRenewAttribute', { RegionId: region, InstanceId: id, ...fields });
  return {
    calls: [set({ RenewalStatus: 'AutoRenewal', Duration: '1', PeriodUnit: 'Month' })],
    undo: [set({ RenewalStatus: was })],
    terraform: `alicloud_instance (${id}): renewal_status = "AutoRenewal", auto_renew_period = 1`,
    effect: {
      zh: '不影响运行；此后每月到期前从账户余额扣款续费一个月。',
      en: 'Nothing stops; from then on a month is charged to the account before each expiry.',
    },
  };
}
