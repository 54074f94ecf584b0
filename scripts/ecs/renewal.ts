/** How a subscription ends: whether it renews itself, and whether that goes wrong. */
import type { Param, Reason } from '../../lib/define';
import { integerParam } from '../../lib/define';
import { DAY, HOUR } from '../../lib/model';

/** Deductions begin at this hour, which is 08:00 in Beijing. */
const DEDUCTION_HOUR_UTC = 0;

/** How long after the first deduction a renewal may take to be seen: a judgement. */
const GRACE = 2 * HOUR;

/**
 * Auto-renewal is first paid for nine days before the end, at 08:00 in Beijing, and tried again each day
 * (https://help.aliyun.com/zh/ecs/enable-auto-renewal): one that has not moved the end by then is failing.
 */
export function isRenewalFailing(expiresAt: Date, now: Date, days: number): boolean {
  // Beijing's day begins eight hours before the world's: its eight o'clock is midnight in UTC.
  const beijing = new Date(expiresAt.getTime() - days * DAY + 8 * HOUR);
  const first = Date.UTC(beijing.getUTCFullYear(), beijing.getUTCMonth(), beijing.getUTCDate(), DEDUCTION_HOUR_UTC);
  return now.getTime() >= first + GRACE;
}

export const renewalDaysParam: Param<number> = integerParam({
  default: 9,
  min: 0,
  max: 30,
  unit: 'd',
  help: {
    zh: '自动续费在到期前此天数的 8:00（北京时间）首次扣款，之后仍未续费即为失败',
    en: 'Auto-renewal is first paid for this many days before the end, at 08:00 in Beijing; not renewed after that, it is failing',
  },
});

export const NO_RENEWAL: Reason = {
  zh: '没有返回该实例的续费属性',
  en: 'its renewal attributes are not in the answer',
};
