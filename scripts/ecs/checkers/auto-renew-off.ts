import { defineChecker, integerParam } from '../../../lib/define';
import { daysUntil } from '../../../lib/model';
import { autoRenewal } from '../collectors/auto-renewal';
import { instances } from '../collectors/instances';

export const autoRenewOff = defineChecker({
  id: 'ecs-auto-renew-off',
  asset: instances,
  title: { zh: 'ECS 实例临近到期且未开启自动续费', en: 'ECS instance is near expiry without auto-renewal' },
  why: {
    zh: '没有人续费时，实例到期即停机。',
    en: 'Unless somebody renews it by hand, the instance stops on its expiry date.',
  },
  remedy: {
    zh: '为实例开启自动续费；不再使用的实例请提前释放。',
    en: 'Turn on auto-renewal; release instances that are no longer needed.',
  },
  severity: 'warning',
  category: 'expiry',
  docs: 'https://help.aliyun.com/zh/ecs/enable-auto-renewal',
  params: {
    days: integerParam({
      default: 30,
      min: 1,
      max: 365,
      unit: 'd',
      help: { zh: '只检查剩余天数不超过此值的实例', en: 'Only instances with no more than this many days left' },
    }),
  },
  related: { renewal: autoRenewal },
  messages: {
    off: {
      zh: '实例 {{id}} 还有 {{value}} 天到期，自动续费状态为 {{renewalStatus}}',
      en: 'Instance {{id}} has {{value}} days left and its renewal status is {{renewalStatus}}',
    },
  },
  check(instance, { params, now, related, pass, fail, skip, unknown }) {
    if (instance.instanceChargeType === undefined)
      return unknown({ zh: '应答中没有付费方式', en: 'no charge type in the answer' });
    if (instance.instanceChargeType !== 'PrePaid') return skip({ zh: '不是包年包月', en: 'not a subscription' });
    if (!instance.expiredTime) return unknown({ zh: '应答中没有到期时间', en: 'no expiry time in the answer' });
    const renewalStatus = related.renewal[0]?.renewalStatus;
    if (renewalStatus === undefined)
      return unknown({ zh: '没有返回该实例的续费属性', en: 'its renewal attributes are not in the answer' });
    const left = daysUntil(instance.expiredTime, now);
    if (renewalStatus === 'AutoRenewal') return pass();
    if (left > params.days) return pass();
    return fail('off', { id: instance.id, value: Math.floor(left), threshold: params.days, unit: 'd', renewalStatus });
  },
});
