import {
  defineChecker,
  failingDaysParam,
  integerParam,
  isRenewalFailing,
  renewalCost,
  withinPeriod,
} from '../../../lib/define';
import { daysUntil } from '../../../lib/model';
import { autoRenewal } from '../collectors/auto-renewal';
import { instances } from '../collectors/instances';
import { renewalPrice, renewingPlan } from '../renewing';

export const autoRenewOff = defineChecker({
  id: 'ecs-auto-renew-off',
  asset: instances,
  title: { zh: 'ECS 实例临近到期且不会自动续费', en: 'ECS instance is near expiry and not renewed automatically' },
  why: {
    zh: '没有人续费时，实例到期即停机。',
    en: 'Unless somebody renews it by hand, the instance stops on its expiry date.',
  },
  remedy: {
    zh: '为实例开启自动续费，失败时检查账户余额与付款方式；不再使用的实例请设为到期不续费。',
    en: 'Turn on auto-renewal, and where it fails see to the balance; mark what is no longer needed as not to be renewed.',
  },
  fix({ id, region }, { renewalStatus }) {
    // Where it is on already, the payment fails: no call helps.
    if (typeof renewalStatus !== 'string') return undefined;
    return renewingPlan({ id, region }, renewalStatus);
  },
  cost: (instance) => renewalCost(renewalPrice(instance)),
  severity: 'warning',
  severities: ['error'],
  category: 'expiry',
  docs: 'https://help.aliyun.com/zh/ecs/enable-auto-renewal',
  because: ['ecs-expiring'],
  params: {
    days: integerParam({
      title: { zh: '剩余天数', en: 'Days left' },
      default: 30,
      min: 1,
      max: 365,
      unit: 'd',
      help: { zh: '只检查剩余天数不超过此值的实例', en: 'Only instances with no more than this many days left' },
    }),
    failingDays: failingDaysParam,
  },
  related: { renewal: autoRenewal },
  messages: {
    failing: {
      zh: '实例 {{id}} 已开启自动续费，但还有 {{value}} 天到期仍未续费：扣款失败',
      en: 'Auto-renewal of instance {{id}} is on, yet it has {{value}} days left: the payment fails',
    },
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
    const levels = { days: params.days, criticalDays: 0 };
    const { days } = withinPeriod(levels, instance.creationTime, instance.expiredTime);
    const data = { id: instance.id, value: Math.floor(left), unit: 'd' };
    if (left > days) return pass();
    if (renewalStatus === 'AutoRenewal')
      return isRenewalFailing(instance.expiredTime, now, params.failingDays)
        ? fail('failing', { ...data, threshold: params.failingDays }, 'error')
        : pass();
    if (renewalStatus === 'NotRenewal') return skip({ zh: '已设为到期不续费', en: 'it is marked as not renewed' });
    return fail('off', { ...data, threshold: days, renewalStatus });
  },
});
