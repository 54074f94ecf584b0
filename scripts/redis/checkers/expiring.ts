import { defineExpiryChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { released } from '../states';

export const redisExpiring = defineExpiryChecker({
  id: 'redis-expiring',
  asset: instances,
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
  skip: released,
  messages: {
    soon: {
      zh: 'Redis 实例 {{id}} 将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'Redis instance {{id}} expires in {{value}} days ({{expiresAt}})',
    },
    expired: {
      zh: 'Redis 实例 {{id}} 已于 {{expiresAt}} 到期',
      en: 'Redis instance {{id}} expired at {{expiresAt}}',
    },
  },
});
