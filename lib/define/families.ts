/**
 * Families of near-twins: a checker whose `check` is the same sentence for many products is declared through one of
 * these, so that a product's file holds only facts.
 */
import type { AssetIdentity } from '../model/asset';
import { DAY, daysUntil } from '../model/time';
import type { Severity } from '../model/severity';
import type { Text } from '../model/text';
import { defineChecker, type Category, type Checker, type CheckerSpec, type Reason } from './checker';
import type { Collector } from './collector';
import type { Metric } from './metric';
import { integerParam, numberParam, type Param } from './params';

type Facts<A extends AssetIdentity> = {
  readonly id: string;
  readonly asset: Collector<A>;
  readonly title: Text;
  readonly why: Text;
  readonly remedy: Text;
  readonly docs: string;
};

type MetricParams = { readonly warning: Param<number>; readonly critical: Param<number> };

/**
 * A metric above a level: a warning level and a critical one. The value may be divided by a size of the asset (load by
 * cores). No data is `unknown`, never `pass`.
 */
export function defineMetricChecker<A extends AssetIdentity>(
  facts: Facts<A> & {
    readonly metric: Metric;
    readonly category?: Category;
    readonly severity?: Severity;
    readonly warning: number;
    readonly critical: number;
    /** Bounds of both levels; 0 to 100 when absent. */
    readonly min?: number;
    readonly max?: number;
    /** What the levels are multiplied with; `undefined` means the asset does not tell. */
    readonly times?: (asset: A) => number | undefined;
    readonly message: Text;
    /** Why the checker does not apply to an asset; `undefined` when it does. */
    readonly skip?: (asset: A) => Reason | undefined;
    /** What to say when the metric has no data. */
    readonly missing?: Reason;
  },
): Checker<A, MetricParams, Record<never, never>, { value: Metric }, { high: Text }> {
  const { metric, warning, critical, min = 0, max = 100, message, skip, missing, times, ...rest } = facts;
  const unit = times ? undefined : metric.unit;
  return defineChecker({
    ...rest,
    severity: facts.severity ?? 'warning',
    severities: ['critical'],
    category: facts.category ?? 'capacity',
    params: {
      warning: numberParam({
        default: warning,
        min,
        max,
        unit,
        help: { zh: '高于此值为警告', en: 'A warning above this value' },
      }),
      critical: numberParam({
        default: critical,
        min,
        max,
        unit,
        help: { zh: '高于此值为紧急', en: 'Critical above this value' },
      }),
    },
    metrics: { value: metric },
    messages: { high: message },
    validate: (params) =>
      params.critical < params.warning
        ? `critical (${params.critical}) is below warning (${params.warning})`
        : undefined,
    check(asset, { params, metrics, pass, fail, skip: skipped, unknown }) {
      const why = skip?.(asset);
      if (why !== undefined) return skipped(why);
      const reading = metrics.value;
      if (!reading)
        return unknown(
          missing ?? {
            zh: `云监控没有该资产最近的 ${metric.metric} 数据`,
            en: `CloudMonitor has no recent ${metric.metric} for it`,
          },
        );
      const factor = times ? times(asset) : 1;
      if (factor === undefined || factor <= 0)
        return unknown({ zh: '应答中没有用于比较的规格', en: 'the size to compare with is not in the answer' });
      const level =
        reading.value > params.critical * factor
          ? ('critical' as const)
          : reading.value > params.warning * factor
            ? ('warning' as const)
            : undefined;
      const worst = reading.parts[0]?.part;
      const data = { id: asset.id, name: asset.name, value: reading.value, unit: metric.unit };
      if (level === undefined) return pass({ ...data, threshold: params.warning * factor });
      const above = reading.parts.filter((part) => part.value > params.warning * factor);
      return fail(
        'high',
        {
          ...data,
          threshold: params[level] * factor,
          ...(worst === undefined ? {} : { part: worst, parts: above.map((p) => `${p.part}: ${round(p.value)}`) }),
        },
        level === 'critical' ? 'critical' : undefined,
      );
    },
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** How the products spell "subscription". */
const SUBSCRIPTION = /^(pre|subscription|0$)/i;

type ExpiryParams = { readonly days: Param<number>; readonly criticalDays: Param<number> };
type ExpiryMessages = { readonly soon: Text; readonly expired: Text };

/** A subscription that ends soon (warning), very soon (critical) or has ended (critical). */
export function defineExpiryChecker<A extends AssetIdentity>(
  facts: Facts<A> & {
    /** As the product spells it (`PrePaid`, `Prepaid`, `Subscription`, `0` …); `undefined`: the answer does not tell. */
    readonly chargeType: (asset: A) => string | undefined;
    readonly expiresAt: (asset: A) => Date | undefined;
    readonly days?: number;
    readonly criticalDays?: number;
    readonly messages: ExpiryMessages;
  },
): Checker<A, ExpiryParams, Record<never, never>, Record<never, never>, ExpiryMessages> {
  const { chargeType, expiresAt, days = 30, criticalDays = 7, ...rest } = facts;
  const spec: CheckerSpec<A, ExpiryParams, Record<never, never>, Record<never, never>, ExpiryMessages> = {
    ...rest,
    severity: 'warning',
    severities: ['critical'],
    category: 'expiry',
    params: {
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
    },
    validate: (params) =>
      params.criticalDays > params.days
        ? `criticalDays (${params.criticalDays}) is above days (${params.days})`
        : undefined,
    check(asset, { params, now, pass, fail, skip, unknown }) {
      const charged = chargeType(asset);
      if (charged === undefined)
        return unknown({ zh: '应答中没有付费方式', en: 'the answer does not tell how it is charged' });
      if (!SUBSCRIPTION.test(charged)) return skip({ zh: '不是包年包月', en: 'not a subscription' });
      const at = expiresAt(asset);
      if (!at)
        return unknown({
          zh: '包年包月但应答中没有到期时间',
          en: 'a subscription without an expiry time in the answer',
        });
      const left = daysUntil(at, now);
      const data = { id: asset.id, name: asset.name, value: Math.floor(left), unit: 'd', expiresAt: at };
      if (left <= 0) return fail('expired', { ...data, threshold: 0 }, 'critical');
      if (at.getTime() - now.getTime() <= params.criticalDays * DAY) {
        return fail('soon', { ...data, threshold: params.criticalDays }, 'critical');
      }
      if (at.getTime() - now.getTime() <= params.days * DAY) return fail('soon', { ...data, threshold: params.days });
      return pass({ ...data, threshold: params.days });
    },
  };
  return defineChecker(spec);
}
