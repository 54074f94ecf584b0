/** The family of subscriptions whose renewal is known. */
import type { AssetIdentity } from '../../model/asset';
import { DAY, HOUR } from '../../model/time';
import type { Text } from '../../model/text';
import { defineChecker, type Checker, type CheckerSpec, type Reason, type Related } from '../checker';
import { integerParam, type Param } from '../params';
import { checkExpiryParams, expiryOf, expiryParams, isSubscription, type ExpiryParams } from './expiry';
import type { Facts, RelatedFacts } from './facts';

/** How a subscription ends: it renews itself, somebody renews it, or somebody has marked it as one that may end. */
export type RenewalWay = 'automatic' | 'by hand' | 'none';

type SubscriptionParams = ExpiryParams & { readonly failingDays: Param<number> };
type SubscriptionMessages = { readonly soon: Text; readonly failing: Text; readonly expired: Text };

/**
 * Auto-renewal is paid for from nine days before the end, at 08:00 UTC+8 each day
 * (https://help.aliyun.com/zh/ecs/enable-auto-renewal). With less than this left it has failed on at least four days, which no
 * late deduction explains: a judgement.
 */
const FAILING_DAYS = 5;
/** One that is over for a little while may be renewed at this moment; later its renewal has failed. A judgement. */
const GRACE = 2 * HOUR;
/** A subscription in its first period is not near its end for more than this share of it. A judgement. */
const SHARE = 1 / 3;

/**
 * A subscription that ends soon (warning), very soon (critical) or has ended (critical). One that renews itself is a problem
 * only when its renewal fails; one that is marked as not renewed is none. How it renews is asked for when the end is near,
 * and `unknown` where nobody tells: that it has stopped shows in its state or lock as well.
 *
 * @param facts.subject what the messages begin with, with `{{id}}` and, if wanted, `{{name}}`
 * @example defineRenewedExpiryChecker({ …, renewal: (_, { renewals: [one] }) => one && (one.autoRenew ? 'automatic' : 'by hand') })
 */
export function defineRenewedExpiryChecker<A extends AssetIdentity, R extends Related = Record<never, never>>(
  facts: Facts<A> & {
    readonly subject: Text;
    readonly related?: R;
    /** As the product spells it (`PrePaid`, `Prepaid`, `Subscription`, `0` …); `undefined`: the answer does not tell. */
    readonly chargeType: (asset: A) => string | number | undefined;
    readonly expiresAt: (asset: A) => Date | undefined;
    /** When it was made: one in its first period is not near its end for most of it. */
    readonly createdAt: (asset: A) => Date | undefined;
    readonly renewal: (asset: A, related: RelatedFacts<R>) => RenewalWay | undefined;
    /** Why the checker does not apply to an asset, such as one that is released; `undefined` when it does. */
    readonly skip?: (asset: A) => Reason | undefined;
  },
): Checker<A, SubscriptionParams, R, Record<never, never>, SubscriptionMessages> {
  const { subject, chargeType, expiresAt, createdAt, renewal, skip: skipped, ...rest } = facts;
  // Chinese sets words of letters apart from its own.
  const zh = subject.zh.endsWith('）') ? subject.zh : `${subject.zh} `;
  const spec: CheckerSpec<A, SubscriptionParams, R, Record<never, never>, SubscriptionMessages> = {
    ...rest,
    severity: 'warning',
    severities: ['critical'],
    category: 'expiry',
    params: {
      ...expiryParams(),
      failingDays: integerParam({
        default: FAILING_DAYS,
        min: 0,
        max: 30,
        unit: 'd',
        help: {
          zh: '已开启自动续费、但剩余天数不超过此值仍未续费即视为续费失败（到期前 9 天起每天扣款）',
          en: 'Auto-renewal has failed when it is on and no more than this many days are left (it is tried daily from nine days before the end)',
        },
      }),
    },
    validate: checkExpiryParams,
    messages: {
      soon: {
        zh: `${zh}将在 {{value}} 天后到期（{{expiresAt}}）`,
        en: `${subject.en} expires in {{value}} days ({{expiresAt}})`,
      },
      failing: {
        zh: `${zh}已开启自动续费但没有续成，将在 {{value}} 天后到期（{{expiresAt}}）`,
        en: `Auto-renewal is on but fails: ${subject.en} expires in {{value}} days ({{expiresAt}})`,
      },
      expired: {
        zh: `${zh}已于 {{expiresAt}} 到期`,
        en: `${subject.en} expired at {{expiresAt}}`,
      },
    },
    check(asset, { params, now, related, pass, fail, skip, unknown }) {
      const why = skipped?.(asset);
      if (why !== undefined) return skip(why);
      const charged = chargeType(asset);
      if (charged === undefined)
        return unknown({ zh: '应答中没有付费方式', en: 'the answer does not tell how it is charged' });
      const subscribed = isSubscription(charged);
      if (subscribed === undefined)
        return unknown({ zh: `未知的付费方式 ${charged}`, en: `the charge type ${charged} is not known` });
      if (!subscribed) return skip({ zh: '不是包年包月', en: 'not a subscription' });
      const at = expiresAt(asset);
      if (!at)
        return unknown({
          zh: '包年包月但应答中没有到期时间',
          en: 'a subscription without an expiry time in the answer',
        });
      const expiry = expiryOf(at, now, params);
      const data = { id: asset.id, name: asset.name, ...expiry.data };
      if (expiry.level === 'far') return pass(data);
      const how = renewal(asset, related);
      if (how === undefined)
        return unknown({ zh: '应答中没有续费方式', en: 'the answer does not tell whether it renews itself' });
      if (how === 'none') return skip({ zh: '已设为到期不续费', en: 'it is marked as not renewed' });
      const left = at.getTime() - now.getTime();
      if (expiry.level === 'expired') {
        return how === 'automatic' && -left <= GRACE
          ? skip({ zh: '刚刚到期，自动续费可能正在进行', en: 'it ended just now and may be about to renew itself' })
          : fail('expired', data, 'critical');
      }
      if (how === 'automatic') {
        return left <= params.failingDays * DAY
          ? fail('failing', data, expiry.level)
          : skip({ zh: '会自动续费', en: 'renews itself' });
      }
      const made = createdAt(asset);
      const early = made !== undefined && left > (at.getTime() - made.getTime()) * SHARE;
      return early && expiry.level === 'warning' ? pass(data) : fail('soon', data, expiry.level);
    },
  };
  return defineChecker(spec);
}
