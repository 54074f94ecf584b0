import { defineExpiryChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';

export const instanceExpiring = defineExpiryChecker({
  id: 'ecs-expiring',
  asset: instances,
  title: { zh: 'ECS 实例即将到期', en: 'ECS instance expires soon' },
  why: {
    zh: '到期后实例停机，15 天内未续费将被释放，云盘数据无法找回。',
    en: 'An expired instance is stopped; unless it is renewed within 15 days it is released with its data.',
  },
  remedy: { zh: '续费，或开启自动续费。', en: 'Renew it, or turn on auto-renewal.' },
  docs: 'https://help.aliyun.com/zh/ecs/renew-instances',
  chargeType: (instance) => instance.instanceChargeType,
  expiresAt: (instance) => instance.expiredTime,
  messages: {
    soon: {
      zh: '实例 {{id}} 将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'Instance {{id}} expires in {{value}} days ({{expiresAt}})',
    },
    expired: { zh: '实例 {{id}} 已于 {{expiresAt}} 到期', en: 'Instance {{id}} expired at {{expiresAt}}' },
  },
});
