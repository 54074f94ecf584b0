import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { autoRenewal } from '../collectors/auto-renewal';
import { instances } from '../collectors/instances';
import { renewalPrice, renewingPlan } from '../renewing';

export const ecsExpiring = defineExpiryChecker({
  id: 'ecs-expiring',
  asset: instances,
  subject: { zh: '实例 {{id}}', en: 'Instance {{id}}' },
  title: { zh: 'ECS 实例即将到期', en: 'ECS instance expires soon' },
  why: {
    zh: '到期后实例停机，15 天内未续费将被释放，云盘数据无法找回。',
    en: 'An expired instance is stopped; unless it is renewed within 15 days it is released with its data.',
  },
  remedy: {
    zh: '续费，或开启自动续费；自动续费失败时检查账户余额与付款方式。',
    en: 'Renew it, or turn on auto-renewal; where that fails, see to the balance and the means of payment.',
  },
  docs: 'https://help.aliyun.com/zh/ecs/renew-instances',
  chargeType: (instance) => instance.instanceChargeType,
  expiresAt: (instance) => instance.expiredTime,
  startedAt: (instance) => instance.creationTime,
  related: { renewal: autoRenewal },
  optional: ['renewal'],
  plan: (instance, { renewal: [own] }) => own?.renewalStatus && renewingPlan(instance, own.renewalStatus),
  price: renewalPrice,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewalStatus),
});
