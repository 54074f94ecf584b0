import {
  checkExpiryParams,
  defineChecker,
  expiryOf,
  expiryParams,
  isRenewalFailing,
  withinPeriod,
} from '../../../lib/define';
import { autoRenewal } from '../collectors/auto-renewal';
import { instances } from '../collectors/instances';
import { renewalDaysParam } from '../renewal';

/**
 * What renews itself has no end until that fails; what somebody has marked as not renewed is to end, and so is a notice. So is
 * one of which the cloud tells no renewal, as it does of every subscription: its end is known, and not what becomes of it.
 */
export const ecsExpiring = defineChecker({
  id: 'ecs-expiring',
  asset: instances,
  title: { zh: 'ECS 实例即将到期', en: 'ECS instance expires soon' },
  why: {
    zh: '到期后实例停机，15 天内未续费将被释放，云盘数据无法找回。',
    en: 'An expired instance is stopped; unless it is renewed within 15 days it is released with its data.',
  },
  remedy: {
    zh: '续费，或开启自动续费；自动续费失败时检查账户余额与付款方式。',
    en: 'Renew it, or turn on auto-renewal; where that fails, see to the balance and the means of payment.',
  },
  severity: 'warning',
  severities: ['critical', 'info'],
  category: 'expiry',
  docs: 'https://help.aliyun.com/zh/ecs/renew-instances',
  params: { ...expiryParams(), renewalDays: renewalDaysParam },
  validate: checkExpiryParams,
  related: { renewal: autoRenewal },
  messages: {
    soon: {
      zh: '实例 {{id}} 将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'Instance {{id}} expires in {{value}} days ({{expiresAt}})',
    },
    failing: {
      zh: '实例 {{id}} 已开启自动续费但没有续成，将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'Auto-renewal of instance {{id}} is on but fails: it expires in {{value}} days ({{expiresAt}})',
    },
    expired: { zh: '实例 {{id}} 已于 {{expiresAt}} 到期', en: 'Instance {{id}} expired at {{expiresAt}}' },
  },
  check(instance, { params, now, related, pass, fail, skip, unknown }) {
    const { id, name, instanceChargeType, expiredTime } = instance;
    if (instanceChargeType === undefined)
      return unknown({ zh: '应答中没有付费方式', en: 'the answer does not tell how it is charged' });
    if (instanceChargeType !== 'PrePaid') return skip({ zh: '不是包年包月', en: 'not a subscription' });
    if (!expiredTime)
      return unknown({
        zh: '包年包月但应答中没有到期时间',
        en: 'a subscription without an expiry time in the answer',
      });
    const expiry = expiryOf(expiredTime, now, withinPeriod(params, instance.creationTime, expiredTime));
    const data = { id, name, ...expiry.data };
    if (expiry.level === 'far') return pass(data);
    const status = related.renewal[0]?.renewalStatus;
    if (expiry.level === 'expired') return fail('expired', data, status === 'NotRenewal' ? 'info' : 'critical');
    if (status === undefined || status === 'NotRenewal') return fail('soon', data, 'info');
    if (status !== 'AutoRenewal') return fail('soon', data, expiry.level);
    return isRenewalFailing(expiredTime, now, params.renewalDays)
      ? fail('failing', data, expiry.level)
      : skip({ zh: '会自动续费', en: 'renews itself' });
  },
});
