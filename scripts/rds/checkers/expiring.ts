import { defineExpiryChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { released } from '../states';

export const rdsExpiring = defineExpiryChecker({
  id: 'rds-expiring',
  asset: instances,
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
  renews: (instance) => instance.autoRenewal,
  skip: released,
  messages: {
    soon: {
      zh: 'RDS 实例 {{id}} 将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'RDS instance {{id}} expires in {{value}} days ({{expiresAt}})',
    },
    expired: {
      zh: 'RDS 实例 {{id}} 已于 {{expiresAt}} 到期',
      en: 'RDS instance {{id}} expired at {{expiresAt}}',
    },
  },
});
