import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewingPlan } from '../renewals';
import { subscriptions } from '../collectors/subscriptions';

/**
 * Checkers of a product's own that tell of the same end: billing lists an asset by the id that its product gives it. Where
 * both are in a run, the product's is the event, for it knows the asset.
 */
const OWN = [
  ...['adb-expiring', 'alidns-expiring', 'cbn-package-expiring', 'clickhouse-expiring', 'cloudapi-expiring'],
  ...['cloudfw-expiring', 'ddoscoo-expiring', 'domain-expiring', 'dts-expiring', 'ecs-disk-expiring', 'ecs-expiring'],
  ...['emr-expiring', 'es-expiring', 'ga-basic-expiring', 'ga-expiring', 'ga-package-expiring', 'gpdb-expiring'],
  ...['hbase-expiring', 'kafka-expiring', 'lindorm-expiring', 'mongodb-expiring', 'mse-expiring', 'nas-expiring'],
  ...['ons-expiring', 'polardb-expiring', 'polardbx-expiring', 'rabbitmq-expiring', 'rds-expiring', 'redis-expiring'],
  ...['rocketmq-expiring', 'slb-expiring', 'vpc-bandwidth-package-expiring', 'vpc-eip-expiring', 'vpc-nat-expiring'],
  ...['vpc-vpn-expiring', 'waf-expiring'],
];

/** What is marked as not renewed may end. */
export const bssExpiring = defineExpiryChecker({
  id: 'bss-expiring',
  asset: subscriptions,
  because: OWN,
  subject: {
    zh: '{{product}} 实例 {{id}}（{{region}}）',
    en: '{{product}} instance {{id}} ({{region}})',
  },
  title: { zh: '包年包月实例即将到期', en: 'Subscription expires soon' },
  why: {
    zh: '任何产品的包年包月实例到期后都会停服，过了保留期便被释放，数据不可恢复；自动续费也会因余额不足而失败。',
    en: 'A subscription of any product stops when it ends and is released later, with its data; even auto-renewal fails when the balance is too low.',
  },
  remedy: {
    zh: '在费用中心的续费管理中续费或打开自动续费；不再需要的设为到期不续费。',
    en: 'Renew it or switch on auto-renewal under Renewal in the billing console; mark as not renewed what is no longer needed.',
  },
  docs: 'https://help.aliyun.com/zh/user-center/developer-reference/api-queryavailableinstances',
  data: ({ productCode, instanceRegion }) => ({ product: productCode, region: instanceRegion ?? '-' }),
  expiresAt: ({ endTime }) => endTime,
  startedAt: ({ createTime }) => createTime,
  renewal: ({ renewStatus }) => renewalOf(renewStatus),
  plan: renewingPlan,
  skip: ({ renewStatus }) =>
    renewStatus === 'NotRenewal' ? { zh: '已设为到期不续费', en: 'it is marked as not renewed' } : undefined,
});
