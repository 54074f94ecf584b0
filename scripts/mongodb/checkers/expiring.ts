import { defineExpiryChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { released } from '../states';

export const mongodbExpiring = defineExpiryChecker({
  id: 'mongodb-expiring',
  asset: instances,
  title: {
    zh: 'MongoDB 实例即将到期',
    en: 'MongoDB subscription is about to expire',
  },
  why: {
    zh: '到期 15 天后 MongoDB 实例被锁定，之后计算资源被释放。',
    en: 'Fifteen days later the MongoDB instance is locked, then its computing resources are released.',
  },
  remedy: {
    zh: '及时续费 MongoDB 实例；已锁定的实例可在回收站中续费解锁。',
    en: 'Renew the MongoDB instance in time; a locked one can be renewed in the recycle bin.',
  },
  docs: 'https://help.aliyun.com/zh/mongodb/user-guide/recycle-bin',
  chargeType: (instance) => instance.chargeType,
  expiresAt: (instance) => instance.expireTime,
  skip: released,
  messages: {
    soon: {
      zh: 'MongoDB 实例 {{id}} 将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'MongoDB instance {{id}} expires in {{value}} days ({{expiresAt}})',
    },
    expired: {
      zh: 'MongoDB 实例 {{id}} 已于 {{expiresAt}} 到期',
      en: 'MongoDB instance {{id}} expired at {{expiresAt}}',
    },
  },
});
