/** Families that judge the end of something. */
import type { AssetIdentity } from '../../model/asset';
import { DAY, daysUntil, HOUR } from '../../model/time';
import type { MessageData, Text } from '../../model/text';
import { defineChecker, type Checker, type CheckerSpec, type Reason, type Related } from '../checker';
import { flagParam, integerParam, type Param } from '../params';
import type { Facts, RelatedFacts } from './facts';

/** How the products spell "subscription", in small letters; a number is Kafka's, and its 4 a Confluent subscription. */
const SUBSCRIPTION: readonly string[] = ['prepaid', 'prepay', 'subscription', '0', '4'];
/** And what has no end of its own: a storage plan of NAS ends by itself, and what it paid for goes on. */
const NO_SUBSCRIPTION: readonly string[] = [
  ...['postpaid', 'postpay', 'payasyougo', 'payondemand', 'serverless', 'package'],
  ...['1', '3'],
];

/**
 * Whether a charge type, however a product spells it, is a subscription; `undefined` for a word never heard of.
 *
 * @example isSubscription('PrePaid') // true
 */
export function isSubscription(chargeType: string | number): boolean | undefined {
  const word = String(chargeType).toLowerCase();
  if (SUBSCRIPTION.includes(word)) return true;
  return NO_SUBSCRIPTION.includes(word) ? false : undefined;
}

/** The levels of an expiry. */
export type ExpiryParams = { readonly days: Param<number>; readonly criticalDays: Param<number> };
type ExpiryMessages = { readonly soon: Text; readonly expired: Text };

/** The parameters of an expiry, for checkers that judge one in their own way. */
export function expiryParams(days = 30, criticalDays = 7): ExpiryParams {
  return {
    days: integerParam({
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

/**
 * What renews itself is tried from nine days before its end, each day at 08:00 UTC+8. One that is over for a little while
 * may be on its way; later its renewal has failed. A judgement.
 */
const GRACE = 2 * HOUR;
const RENEWING: Text = { zh: '会自动续费', en: 'renews itself' };
const UNDER_WAY: Text = {
  zh: '刚刚到期，自动续费可能正在进行',
  en: 'it ended just now and may be about to renew itself',
};

/**
 * How a subscription ends: it renews itself, somebody renews it by hand, or somebody has said that it is not to be
 * renewed.
 */
export type Renewal = 'auto' | 'hand' | 'none';

/** Deductions begin so many days before the end, at this hour of UTC, which is 08:00 in Beijing. */
const DEDUCTION_DAYS = 9;
const DEDUCTION_HOUR_UTC = 0;

/**
 * Auto-renewal is first paid for nine days before the end, at 08:00 in Beijing, and tried again each day
 * (https://help.aliyun.com/zh/ecs/enable-auto-renewal): one that has not moved the end two hours after that is failing.
 *
 * @param days how many days before the end it is first paid for
 */
export function isRenewalFailing(expiresAt: Date, now: Date, days = DEDUCTION_DAYS): boolean {
  // Beijing's day begins eight hours before the world's: its eight o'clock is midnight in UTC.
  const beijing = new Date(expiresAt.getTime() - days * DAY + 8 * HOUR);
  const first = Date.UTC(beijing.getUTCFullYear(), beijing.getUTCMonth(), beijing.getUTCDate(), DEDUCTION_HOUR_UTC);
  return now.getTime() >= first + GRACE;
}

/** Of a billing period no more than this is "soon", and half of it "very soon": else a month is soon for all its days. */
const SOON_SHARE = 1 / 3;

/**
 * The levels of an expiry, no longer than a share of the billing period: a judgement.
 *
 * @param start when the subscription began, or was made: its billing period is no longer than from then to the end
 * @example withinPeriod({ days: 30, criticalDays: 7 }, bought, aMonthLater) // { days: 10, criticalDays: 5 }
 */
export function withinPeriod<P extends { readonly days: number; readonly criticalDays: number }>(
  params: P,
  start: Date | undefined,
  end: Date,
): P {
  if (!start || start.getTime() >= end.getTime()) return params;
  const most = ((end.getTime() - start.getTime()) / DAY) * SOON_SHARE;
  return { ...params, days: Math.min(params.days, most), criticalDays: Math.min(params.criticalDays, most / 2) };
}

/** Whether something that renews itself may still do so, a moment after its end. */
function mayRenew(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() <= GRACE;
}

type RenewedMessages = ExpiryMessages & { readonly failing: Text };
type ExpiryFacts<A extends AssetIdentity, R extends Related> = Facts<A> & {
  /** What tells the time or the renewal, where the asset itself does not. */
  readonly related?: R;
  /** Of `related`, what the verdict can do without. */
  readonly optional?: readonly (keyof R & string)[];
  /** As the product spells it (`PrePaid`, `Prepaid`, `Subscription`, `0` …); `undefined`: the answer does not tell. */
  readonly chargeType: (asset: A) => string | number | undefined;
  readonly expiresAt: (asset: A, related: RelatedFacts<R>) => Date | undefined;
  /** When it was made: its billing period is no longer than its life, and the levels no longer than a share of that. */
  readonly startedAt?: (asset: A, related: RelatedFacts<R>) => Date | undefined;
  readonly days?: number;
  readonly criticalDays?: number;
  readonly messages: ExpiryMessages;
  /** Why the checker does not apply to an asset, such as one that is released; `undefined` when it does. */
  readonly skip?: (asset: A, related: RelatedFacts<R>) => Reason | undefined;
};

/** A subscription that ends soon (warning), very soon (critical) or has ended (critical). */
export function defineExpiryChecker<A extends AssetIdentity, R extends Related = Record<never, never>>(
  facts: ExpiryFacts<A, R> & {
    /** Whether it renews itself; what does not tell is judged by its days. */
    readonly renews?: (asset: A, related: RelatedFacts<R>) => boolean | undefined;
  },
): Checker<A, ExpiryParams, R, Record<never, never>, ExpiryMessages> {
  return expiryChecker(facts);
}

/**
 * The same of what tells how it renews. What renews itself is no finding until that fails; what somebody has marked as not
 * renewed is a notice, and so is one whose renewal cannot be told, until the day when it would have been paid for.
 */
export function defineSubscriptionChecker<A extends AssetIdentity, R extends Related = Record<never, never>>(
  facts: ExpiryFacts<A, R> & {
    /** How it ends; `undefined`: nobody tells. */
    readonly renewal: (asset: A, related: RelatedFacts<R>) => Renewal | undefined;
  },
): Checker<A, ExpiryParams, R, Record<never, never>, RenewedMessages> {
  const { soon } = facts.messages;
  const failing = { zh: `${soon.zh}：自动续费没有续成`, en: `${soon.en}: its auto-renewal fails` };
  const messages: RenewedMessages = { ...facts.messages, failing };
  return expiryChecker({ ...facts, messages });
}

/** Only with `renewal` there is the message `failing`, and it is said. */
function expiryChecker<A extends AssetIdentity, R extends Related>(
  facts: ExpiryFacts<A, R> & {
    readonly renews?: (asset: A, related: RelatedFacts<R>) => boolean | undefined;
    readonly renewal?: (asset: A, related: RelatedFacts<R>) => Renewal | undefined;
  },
): Checker<A, ExpiryParams, R, Record<never, never>, RenewedMessages> {
  const { chargeType, expiresAt, startedAt, renews, renewal, days, criticalDays, skip: skipped, ...rest } = facts;
  const spec: CheckerSpec<A, ExpiryParams, R, Record<never, never>, RenewedMessages> = {
    ...rest,
    messages: facts.messages as RenewedMessages,
    severity: 'warning',
    severities: renewal ? ['critical', 'info'] : ['critical'],
    category: 'expiry',
    params: expiryParams(days, criticalDays),
    validate: checkExpiryParams,
    check(asset, { params, now, related, pass, fail, skip, unknown }) {
      const why = skipped?.(asset, related);
      if (why !== undefined) return skip(why);
      const charged = chargeType(asset);
      if (charged === undefined)
        return unknown({ zh: '应答中没有付费方式', en: 'the answer does not tell how it is charged' });
      const subscribed = isSubscription(charged);
      if (subscribed === undefined)
        return unknown({ zh: `未知的付费方式 ${charged}`, en: `the charge type ${charged} is not known` });
      if (!subscribed) return skip({ zh: '不是包年包月', en: 'not a subscription' });
      const at = expiresAt(asset, related);
      if (!at)
        return unknown({
          zh: '包年包月但应答中没有到期时间',
          en: 'a subscription without an expiry time in the answer',
        });
      const expiry = expiryOf(at, now, withinPeriod(params, startedAt?.(asset, related), at));
      const data = { id: asset.id, name: asset.name, ...expiry.data };
      const how = renewal?.(asset, related);
      const auto = renewal ? how === 'auto' : renews?.(asset, related) === true;
      if (expiry.level === 'expired') {
        if (auto && mayRenew(at, now)) return skip(UNDER_WAY);
        return fail('expired', data, how === 'none' ? 'info' : 'critical');
      }
      if (expiry.level === 'far') return pass(data);
      if (auto) return renewal && isRenewalFailing(at, now) ? fail('failing', data, expiry.level) : skip(RENEWING);
      const notice = how === 'none' || (renewal && how === undefined && !isRenewalFailing(at, now));
      return fail('soon', data, notice ? 'info' : expiry.level);
    },
  };
  return defineChecker(spec);
}

type RenewalParams = ExpiryParams & { readonly autoRenewal: Param<boolean> };
type RenewalMessages = ExpiryMessages & { readonly renewing: Text };

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
      autoRenewal: flagParam({
        default: false,
        help: {
          zh: '自动续费的也在临近到期时给出提示',
          en: 'A notice also about what renews itself when its end is near',
        },
      }),
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
