import { automaticRenewal, defineExpiryChecker, renewalOf } from '../../../lib/define';
import { fixCall } from '../../../lib/model';
import { instances } from '../collectors/instances';
import { released, terraformOf } from '../states';

/** The list is asked how an instance renews. */
export const rdsExpiring = defineExpiryChecker({
  id: 'rds-expiring',
  asset: instances,
  subject: { zh: 'RDS 实例 {{id}}', en: 'RDS instance {{id}}' },
  title: {
    zh: 'RDS 实例即将到期',
    en: 'RDS subscription is about to expire',
  },
  why: {
    zh: '到期后 RDS 实例先被锁定，随后连同数据一起释放。',
    en: 'After that day the RDS instance is locked and later released with its data.',
  },
  remedy: {
    zh: '续费，或为实例开启自动续费；不再需要时先备份。',
    en: 'Renew it or turn on auto-renewal; back up first what is no longer needed.',
  },
  docs: 'https://help.aliyun.com/zh/rds/developer-reference/api-rds-2014-08-15-describedbinstances',
  chargeType: (instance) => instance.payType,
  expiresAt: (instance) => instance.expireTime,
  startedAt: (instance) => instance.createTime,
  renewal: (instance) => renewalOf(instance.autoRenewal),
  plan(instance) {
    const { id, region } = instance;
    const set = (fields: Readonly<Record<string, string>>) =>
      fixCall('rds', 'ModifyInstanceAutoRenewalAttribute', { RegionId: region, DBInstanceId: id, ...fields });
    return automaticRenewal({
      on: set({ AutoRenew: 'True', Duration: '1' }),
      off: set({ AutoRenew: 'False' }),
      terraform: `${terraformOf(instance)}: auto_renew = true, auto_renew_period = 1`,
    });
  },
  price: ({ id }) => ({
    product: 'rds',
    action: 'DescribeRenewalPrice',
    params: { DBInstanceId: id, TimeType: 'Month', UsedTime: '1' },
    amount: 'PriceInfo.TradePrice',
    currency: 'PriceInfo.Currency',
    per: 'month',
  }),
  skip: released,
});
