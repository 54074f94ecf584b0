/** Families that judge the end of something. */
import type { AssetIdentity } from '../../model/asset';
import { DAY, daysUntil, HOUR } from '../../model/time';
import type { MessageData, Text } from '../../model/text';
import { defineChecker, type Checker } from '../checker';
import { flagParam, integerParam, type Param } from '../params';
import type { Facts } from './facts';

/** The levels of an expiry. */
export type ExpiryParams = { readonly days: Param<number>; readonly criticalDays: Param<number> };

/** The parameters of an expiry, for checkers that judge one in their own way. */
export function expiryParams(days = 30, criticalDays = 7): ExpiryParams {
  return {
    days: integerParam({
      title: { zh: '提前警告', en: 'Days left, warning' },
      default: days,
      min: 1,
      max: 365,
      unit: 'd',
      help: { zh: '剩余天数不超过此值为警告', en: 'A warning when no more than this many days are left' },
    }),
    criticalDays: integerParam({
      default: criticalDays,
      min: 0,
      max: 365,
      unit: 'd',
      help: { zh: '剩余天数不超过此值为紧急', en: 'Critical when no more than this many days are left' },
    }),
  };
}

/** Whether the two levels fit together. */
export function checkExpiryParams(params: {
  readonly days: number;
  readonly criticalDays: number;
}): string | undefined {
  return params.criticalDays > params.days
    ? `criticalDays (${params.criticalDays}) is above days (${params.days})`
    : undefined;
}

/**
 * How near an end is.
 *
 * @param ended what the answer itself says, where its time is only a date
 */
export function expiryOf(
  at: Date,
  now: Date,
  params: { readonly days: number; readonly criticalDays: number },
  ended?: boolean,
) {
  const left = daysUntil(at, now);
  const data = (threshold: number) => ({ value: Math.floor(left), unit: 'd', expiresAt: at, threshold });
  if (ended ?? left <= 0) return { level: 'expired' as const, data: data(0) };
  // Still valid on the last day, whatever the hour that a date stands for.
  const rest = Math.max(0, at.getTime() - now.getTime());
  const near = (level: 'critical' | 'warning', threshold: number) => ({
    level,
    data: { ...data(threshold), value: Math.max(0, Math.floor(left)) },
  });
  if (rest <= params.criticalDays * DAY) return near('critical', params.criticalDays);
  if (rest <= params.days * DAY) return near('warning', params.days);
  return { level: 'far' as const, data: data(params.days) };
}

/** What renews itself and is over for a little while may be on its way; later its renewal has failed. A judgement. */
export const GRACE = 2 * HOUR;
export const RENEWING: Text = { zh: '会自动续费', en: 'renews itself' };
export const UNDER_WAY: Text = {
  zh: '刚刚到期，自动续费可能正在进行',
  en: 'it ended just now and may be about to renew itself',
};

/** Whether something that renews itself may still do so, a moment after its end. */
export function mayRenew(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() <= GRACE;
}

export const noticeParam = flagParam({
  title: { zh: '自动续费的也提示', en: 'Also tell of what renews itself' },
  default: false,
  help: {
    zh: '自动续费的也在临近到期时给出提示',
    en: 'A notice also about what renews itself when its end is near',
  },
});

type RenewalParams = ExpiryParams & { readonly autoRenewal: Param<boolean> };
type RenewalMessages = { readonly soon: Text; readonly expired: Text; readonly renewing: Text };

/**
 * Something with an end that may renew itself: then only an end that has passed is a problem, and one that is near is a
 * notice when asked for. What may end (`mayEnd`) is no problem at all. Where the answer does not tell whether it renews
 * itself, an end that is near is `unknown`. The messages may use `{{id}}`, `{{name}}`, `{{value}}` days, `{{expiresAt}}` and what `data` adds.
 */
export function defineRenewalChecker<A extends AssetIdentity>(
  facts: Facts<A> & {
    readonly expiresAt: (asset: A) => Date | undefined;
    /** Whether it has ended, where the answer itself tells. */
    readonly ended?: (asset: A) => boolean | undefined;
    readonly renews: (asset: A) => boolean | undefined;
    /** Whether somebody has marked it as one that may end. */
    readonly mayEnd?: (asset: A) => boolean;
    readonly data?: (asset: A) => MessageData;
    readonly days?: number;
    readonly criticalDays?: number;
    readonly messages: RenewalMessages;
  },
): Checker<A, RenewalParams, Record<never, never>, Record<never, never>, RenewalMessages> {
  const { expiresAt, ended, renews, mayEnd, data: more, days, criticalDays, ...rest } = facts;
  return defineChecker({
    ...rest,
    severity: 'warning',
    severities: ['critical', 'info'],
    category: 'expiry',
    params: {
      ...expiryParams(days, criticalDays),
      autoRenewal: noticeParam,
    },
    validate: checkExpiryParams,
    check(asset, { params, now, pass, fail, skip, unknown }) {
      const at = expiresAt(asset);
      if (!at) return unknown({ zh: '应答中没有到期时间', en: 'no expiry time in the answer' });
      const expiry = expiryOf(at, now, params, ended?.(asset));
      const data = { id: asset.id, name: asset.name, ...more?.(asset), ...expiry.data };
      if (expiry.level === 'far') return pass(data);
      if (mayEnd?.(asset)) return skip({ zh: '已设为到期不续费', en: 'it is marked as not renewed' });
      const renewing = renews(asset);
      if (expiry.level === 'expired') {
        const hoping = renewing === true && ended?.(asset) === undefined && mayRenew(at, now);
        return hoping ? skip(UNDER_WAY) : fail('expired', data, 'critical');
      }
      if (renewing === undefined)
        return unknown({ zh: '应答中没有续费方式', en: 'the answer does not tell whether it renews itself' });
      if (!renewing) return fail('soon', data, expiry.level);
      return params.autoRenewal ? fail('renewing', data, 'info') : skip(RENEWING);
    },
  });
}
