import { automaticRenewal, defineExpiryChecker, renewalOf } from '../../../lib/define';
import { fixCall } from '../../../lib/model';
import { instances } from '../collectors/instances';
import { renewals } from '../collectors/renewals';
import { released } from '../states';

export const redisExpiring = defineExpiryChecker({
  id: 'redis-expiring',
  asset: instances,
  subject: { zh: 'Redis 实例 {{id}}', en: 'Redis instance {{id}}' },
  title: {
    zh: 'Redis 实例即将到期',
    en: 'Redis subscription is about to expire',
  },
  why: {
    zh: '到期后 Redis 实例停止服务，缓存的数据随之丢失。',
    en: 'After that day the Redis instance stops and what it caches is lost.',
  },
  remedy: {
    zh: '为 Redis 实例续费或开启自动续费。',
    en: 'Renew the Redis instance or let it renew itself.',
  },
  docs: 'https://help.aliyun.com/zh/redis/developer-reference/api-r-kvstore-2015-01-01-describeinstances',
  chargeType: (instance) => instance.chargeType,
  expiresAt: (instance) => instance.endTime,
  startedAt: (instance) => instance.createTime,
  related: { renewal: renewals },
  optional: ['renewal'],
  renewal: (_, { renewal: [own] }) => renewalOf(own?.autoRenew),
  plan({ id, region }) {
    const set = (fields: Readonly<Record<string, string>>) =>
      fixCall('r-kvstore', 'ModifyInstanceAutoRenewalAttribute', { RegionId: region, DBInstanceId: id, ...fields });
    return automaticRenewal({
      on: set({ AutoRenew: 'true', Duration: '1' }),
      off: set({ AutoRenew: 'false' }),
      terraform: `alicloud_kvstore_instance (${id}): auto_renew = true, auto_renew_period = 1`,
    });
  },
  price: ({ id }) => ({
    product: 'r-kvstore',
    action: 'DescribePrice',
    params: { OrderType: 'RENEW', InstanceId: id, Period: '1' },
    amount: 'Order.TradeAmount',
    currency: 'Order.Currency',
    per: 'month',
  }),
  skip: released,
});
