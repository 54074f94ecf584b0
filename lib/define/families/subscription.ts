/** The family of subscriptions that end. */
import type { AssetIdentity } from '../../model/asset';
import { DAY, HOUR } from '../../model/time';
import type { FixPlan, PriceQuery } from '../../model/fix';
import type { MessageData, Text } from '../../model/text';
import { defineChecker, type Checker, type CheckerSpec, type Reason, type Related } from '../checker';
import { integerParam, type Param } from '../params';
import {
  checkExpiryParams,
  expiryOf,
  expiryParams,
  GRACE,
  mayRenew,
  noticeParam,
  RENEWING,
  UNDER_WAY,
  type ExpiryParams,
} from './expiry';
import type { Facts, RelatedFacts } from './facts';
import { renewalCost } from './money';

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

/** How a subscription ends: it renews itself, somebody renews it by hand, or somebody has said that it is not to be renewed. */
export type Renewal = 'auto' | 'hand' | 'none';

/** How the products spell it; `Normal` is what ECS and PolarDB call by hand. */
const RENEWALS: Readonly<Record<'AutoRenewal' | 'Normal' | 'ManualRenewal' | 'NotRenewal', Renewal>> = {
  AutoRenewal: 'auto',
  Normal: 'hand',
  ManualRenewal: 'hand',
  NotRenewal: 'none',
};

/**
 * How something renews, by what its product says of it, a word or a flag; `undefined`: nothing.
 *
 * @example renewalOf('NotRenewal') // 'none'
 */
export function renewalOf(said: keyof typeof RENEWALS | boolean | undefined): Renewal | undefined {
  if (typeof said === 'boolean') return said ? 'auto' : 'hand';
  return said && RENEWALS[said];
}

/** Deductions begin this many days before the end, at this hour of UTC, which is 08:00 in Beijing. */
const DEDUCTION_DAYS = 9;
const DEDUCTION_HOUR_UTC = 0;
/** With this little left a deduction has failed on at least four days, which nothing explains that comes right by itself: a judgement. */
const FAILING_DAYS = 5;
/** With this little left it is about to end in whatever way it was to be renewed, unless that is on purpose: a judgement. */
const LAST_DAYS = 3;

/** When auto-renewal has failed, for checkers that judge it in their own way. */
export const failingDaysParam: Param<number> = integerParam({
  title: { zh: '续费失败天数', en: 'Days left without renewal' },
  default: FAILING_DAYS,
  min: 0,
  max: DEDUCTION_DAYS,
  unit: 'd',
  help: {
    zh: '已开启自动续费、但剩余天数不超过此值仍未续费即视为续费失败（到期前 9 天起每天 8:00 扣款，北京时间）',
    en: 'Auto-renewal has failed when it is on and no more than this many days are left (it is tried at 08:00 in Beijing each day from nine days before the end)',
  },
});

/**
 * Auto-renewal is first paid for nine days before the end, at 08:00 in Beijing, and tried again each day
 * (https://help.aliyun.com/zh/ecs/enable-auto-renewal): it has failed when so few days are left, and the first try is two
 * hours ago.
 */
export function isRenewalFailing(expiresAt: Date, now: Date, days: number): boolean {
  // Beijing's day begins eight hours before the world's: its eight o'clock is midnight in UTC.
  const beijing = new Date(expiresAt.getTime() - DEDUCTION_DAYS * DAY + 8 * HOUR);
  const first = Date.UTC(beijing.getUTCFullYear(), beijing.getUTCMonth(), beijing.getUTCDate(), DEDUCTION_HOUR_UTC);
  return expiresAt.getTime() - now.getTime() <= days * DAY && now.getTime() >= first + GRACE;
}

/** Of a billing period no more than this is "soon", and "very soon": else a month is soon for all its days. */
const SOON_SHARE = 1 / 3;
const VERY_SOON_SHARE = 1 / 4;
const MONTH = 30.44;
/** What is sold, in months; beyond a year it is whole years. */
const PERIODS = [12, 6, 3, 1] as const;

/**
 * The longest billing period that a life of so many days may be made of: what has lived for 26 months is not renewed by the
 * year. The answers do not tell the period, so this is a judgement; what was renewed in both ways counts as the shorter one.
 */
function periodOf(life: number): number {
  const months = Math.round(life / MONTH);
  const period = months > 0 && PERIODS.find((one) => months % one === 0);
  return period ? Math.min(life, period * MONTH) : life;
}

/**
 * The levels of an expiry in whole days, no longer than a share of the billing period: a judgement.
 *
 * @param start when the subscription began, or was made
 * @example withinPeriod({ days: 30, criticalDays: 7 }, bought, aMonthLater) // { days: 10, criticalDays: 7 }
 */
export function withinPeriod<P extends { readonly days: number; readonly criticalDays: number }>(
  params: P,
  start: Date | undefined,
  end: Date,
): P {
  if (!start || start.getTime() >= end.getTime()) return params;
  const period = periodOf((end.getTime() - start.getTime()) / DAY);
  const [days, criticalDays] = [Math.floor(period * SOON_SHARE), Math.floor(period * VERY_SOON_SHARE)];
  return { ...params, days: Math.min(params.days, days), criticalDays: Math.min(params.criticalDays, criticalDays) };
}

type SubscriptionParams = ExpiryParams & {
  readonly failingDays: Param<number>;
  readonly autoRenewal: Param<boolean>;
};
type SubscriptionMessages = Readonly<Record<'soon' | 'untold' | 'failing' | 'renewing' | 'expired', Text>>;

const UNTOLD: Reason = { zh: '续费方式未能读取', en: 'how it renews could not be read' };
const MARKED: Text = { zh: '已设为到期不续费', en: 'it is marked as not renewed' };

/**
 * A subscription that ends soon (warning), very soon (critical) or has ended (critical).
 *
 * | it renews | near its end | over |
 * |---|---|---|
 * | by itself | nothing, until that fails: then it is a warning or critical | critical, after a moment |
 * | by hand | by its days, and within a share of its billing period | critical |
 * | not, on purpose | a notice | nothing |
 * | nobody tells: the record is absent or could not be read | unknown, and a warning in the last three days | critical |
 *
 * What nobody tells is no event, because most of it renews itself, and not health either. How it renews belongs among `optional`, so
 * that one list that cannot be read leaves the end judged.
 *
 * @param facts.subject what the messages begin with; may use `{{id}}`, `{{name}}` and what `data` adds
 * @example defineExpiryChecker({ …, subject: { zh: '磁盘 {{id}}', en: 'Disk {{id}}' }, renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus) })
 */
export function defineExpiryChecker<A extends AssetIdentity, R extends Related = Record<never, never>>(
  facts: Facts<A> & {
    readonly subject: Text;
    readonly data?: (asset: A) => MessageData;
    /** What tells the time or the renewal, where the asset itself does not. */
    readonly related?: R;
    /** Of `related`, what the verdict can do without. */
    readonly optional?: readonly (keyof R & string)[];
    /**
     * As the product spells it (`PrePaid`, `Prepaid`, `Subscription`, `0` …); `undefined`: the answer does not tell. Left out
     * where only subscriptions are listed.
     */
    readonly chargeType?: (asset: A) => string | number | undefined;
    readonly expiresAt: (asset: A, related: RelatedFacts<R>) => Date | undefined;
    /** When it was made: its billing period follows from its life. */
    readonly startedAt?: (asset: A) => Date | undefined;
    /** How it is made to renew itself, where somebody renews it by hand. */
    readonly plan?: (asset: A, related: RelatedFacts<R>) => FixPlan | undefined;
    /** What says the price of a month's renewal. */
    readonly price?: (asset: A) => PriceQuery | undefined;
    /** How it renews; `undefined`: nobody tells. */
    readonly renewal: (asset: A, related: RelatedFacts<R>) => Renewal | undefined;
    readonly days?: number;
    readonly criticalDays?: number;
    /** Why the checker does not apply to an asset, such as one that is released; `undefined` when it does. */
    readonly skip?: (asset: A, related: RelatedFacts<R>) => Reason | undefined;
    /** Why it cannot be told whether the checker applies to an asset; `unread` names what of `optional` could not be read. */
    readonly unclear?: (asset: A, unread: ReadonlySet<string>) => Reason | undefined;
  },
): Checker<A, SubscriptionParams, R, Record<never, never>, SubscriptionMessages> {
  const { subject, data: more, chargeType, expiresAt, startedAt, renewal, days, criticalDays, ...others } = facts;
  const { skip: skipped, unclear, plan, price, ...rest } = others;
  // What has ended is not renewed by itself any more.
  const renewable = (asset: A, { value }: MessageData, related: RelatedFacts<R>) =>
    renewal(asset, related) === 'hand' && Number(value) >= 0;
  const spec: CheckerSpec<A, SubscriptionParams, R, Record<never, never>, SubscriptionMessages> = {
    ...rest,
    severity: 'warning',
    severities: ['critical', 'info'],
    category: 'expiry',
    params: { ...expiryParams(days, criticalDays), failingDays: failingDaysParam, autoRenewal: noticeParam },
    validate: checkExpiryParams,
    messages: messagesOf(subject),
    ...(plan && {
      fix: (asset, data, { related }) => (renewable(asset, data, related) ? plan(asset, related) : undefined),
    }),
    cost: (asset, data, { related }) => (renewable(asset, data, related) ? renewalCost(price?.(asset)) : undefined),
    check(asset, { params, now, related, unread, pass, fail, skip, unknown }) {
      const doubtful = unclear?.(asset, unread);
      if (doubtful !== undefined) return unknown(doubtful);
      const why = skipped?.(asset, related);
      if (why !== undefined) return skip(why);
      const charged = chargeType ? chargeType(asset) : 'Subscription';
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
      const levels = withinPeriod(params, startedAt?.(asset), at);
      const expiry = expiryOf(at, now, levels);
      const data = { id: asset.id, name: asset.name, ...more?.(asset), ...expiry.data };
      const how = renewal(asset, related);
      if (expiry.level === 'expired') {
        if (how === 'none') return skip(MARKED);
        return how === 'auto' && mayRenew(at, now) ? skip(UNDER_WAY) : fail('expired', data, 'critical');
      }
      if (expiry.level === 'far') return pass(data);
      switch (how) {
        case 'auto':
          if (isRenewalFailing(at, now, params.failingDays)) return fail('failing', data, expiry.level);
          return params.autoRenewal ? fail('renewing', data, 'info') : skip(RENEWING);
        case 'hand':
          return fail('soon', data, expiry.level);
        case 'none':
          return fail('soon', data, 'info');
        case undefined:
          return at.getTime() - now.getTime() <= LAST_DAYS * DAY ? fail('untold', data, 'warning') : unknown(UNTOLD);
      }
    },
  };
  return defineChecker(spec);
}

function messagesOf({ zh: subject, en }: Text): SubscriptionMessages {
  // Chinese sets words of letters apart from its own.
  const zh = subject.endsWith('）') ? subject : `${subject} `;
  const soon = {
    zh: `${zh}将在 {{value}} 天后到期（{{expiresAt}}）`,
    en: `${en} expires in {{value}} days ({{expiresAt}})`,
  };
  return {
    soon,
    untold: { zh: `${soon.zh}，续费方式未能读取`, en: `${soon.en}; how it renews could not be read` },
    failing: { zh: `${soon.zh}：自动续费没有续成`, en: `${soon.en}: its auto-renewal fails` },
    renewing: {
      zh: `${zh}将在 {{value}} 天后（{{expiresAt}}）自动续费`,
      en: `${en} renews itself in {{value}} days ({{expiresAt}})`,
    },
    expired: { zh: `${zh}已于 {{expiresAt}} 到期`, en: `${en} expired at {{expiresAt}}` },
  };
}
