/**
 * Families of near-twins: a checker whose `check` is the same sentence for many products is declared through one of
 * these, so that a product's file holds only facts.
 */
import type { AnyAsset, AssetIdentity } from '../model/asset';
import { DAY, daysUntil, HOUR } from '../model/time';
import type { Severity } from '../model/severity';
import type { MessageData, Text } from '../model/text';
import { detector, type Change, type Point } from '../trend';
import {
  defineChecker,
  type Category,
  type Checker,
  type CheckerSpec,
  type Metrics,
  type Reason,
  type Related,
} from './checker';
import type { AssetOf, Collector } from './collector';
import type { Metric, Reading, Series } from './metric';
import { flagParam, integerParam, numberParam, type Param } from './params';

type Facts<A extends AssetIdentity> = {
  readonly id: string;
  readonly asset: Collector<A>;
  readonly title: Text;
  readonly why: Text;
  readonly remedy: Text;
  readonly docs: string;
};

type MetricParams = { readonly warning: Param<number>; readonly critical: Param<number> };

/** The metrics of a checker by its names for them: `value`, or the ids of a list. */
type MetricsOf<M extends Metric | readonly Metric[]> = M extends readonly Metric[]
  ? Readonly<Record<string, Metric>>
  : { value: Metric };

/**
 * A metric above a level: a warning level and a critical one. The value may be divided by a size of the asset (load by
 * cores). No data is `unknown`, never `pass`.
 *
 * `metric` may be a list where the cloud measures the same thing under a name per kind of asset (an engine, an
 * architecture): the first one whose `when` fits the asset and that has a reading is judged. The checker knows them by
 * their ids.
 */
export function defineMetricChecker<A extends AssetIdentity, M extends Metric | readonly [Metric, ...Metric[]]>(
  facts: Facts<A> & {
    readonly metric: M;
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
): Checker<A, MetricParams, Record<never, never>, MetricsOf<M>, { high: Text }> {
  const { metric, warning, critical, min = 0, max = 100, message, skip, missing, times, ...rest } = facts;
  const named: readonly (readonly [string, Metric])[] = isList(metric)
    ? metric.map((each) => [each.id, each] as const)
    : [['value', metric]];
  const unit = times ? undefined : named[0]?.[1].unit;
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
    metrics: Object.fromEntries(named) as MetricsOf<M>,
    messages: { high: message },
    validate: (params) =>
      params.critical < params.warning
        ? `critical (${params.critical}) is below warning (${params.warning})`
        : undefined,
    check(asset, { params, metrics, pass, fail, skip: skipped, unknown }) {
      const why = skip?.(asset);
      if (why !== undefined) return skipped(why);
      const readings: Readonly<Record<string, Reading | undefined>> = metrics;
      const fitting = named.filter(([, each]) => each.when?.(asset as AssetIdentity as AnyAsset) ?? true);
      if (fitting.length === 0)
        return unknown({ zh: '没有适用于该资产的监控指标', en: 'no metric is known for an asset of this kind' });
      const [name, judged] = fitting.find(([each]) => readings[each]) ?? fitting[0] ?? [];
      const reading = name === undefined ? undefined : readings[name];
      if (!reading || !judged) {
        const tried = fitting.map(([, each]) => each.metric).join(' / ');
        return unknown(
          missing ?? { zh: `云监控没有该资产最近的 ${tried} 数据`, en: `CloudMonitor has no recent ${tried} for it` },
        );
      }
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
      const data = { id: asset.id, name: asset.name, value: reading.value, unit: judged.unit };
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

function isList(metric: Metric | readonly Metric[]): metric is readonly Metric[] {
  return Array.isArray(metric);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** How the products spell "subscription". */
const SUBSCRIPTION = /^(pre|subscription|0$)/i;

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

/** Related records by the checker's names for them. */
type RelatedFacts<R extends Related> = { readonly [N in keyof R]: readonly AssetOf<R[N]>[] };

/** A subscription that ends soon (warning), very soon (critical) or has ended (critical). */
export function defineExpiryChecker<A extends AssetIdentity, R extends Related = Record<never, never>>(
  facts: Facts<A> & {
    /** What tells the time, where the asset itself does not. */
    readonly related?: R;
    /** As the product spells it (`PrePaid`, `Prepaid`, `Subscription`, `0` …); `undefined`: the answer does not tell. */
    readonly chargeType: (asset: A) => string | undefined;
    readonly expiresAt: (asset: A, related: RelatedFacts<R>) => Date | undefined;
    readonly days?: number;
    readonly criticalDays?: number;
    readonly messages: ExpiryMessages;
    /** Why the checker does not apply to an asset, such as one that is released; `undefined` when it does. */
    readonly skip?: (asset: A) => Reason | undefined;
  },
): Checker<A, ExpiryParams, R, Record<never, never>, ExpiryMessages> {
  const { chargeType, expiresAt, days, criticalDays, skip: skipped, ...rest } = facts;
  const spec: CheckerSpec<A, ExpiryParams, R, Record<never, never>, ExpiryMessages> = {
    ...rest,
    severity: 'warning',
    severities: ['critical'],
    category: 'expiry',
    params: expiryParams(days, criticalDays),
    validate: checkExpiryParams,
    check(asset, { params, now, related, pass, fail, skip, unknown }) {
      const why = skipped?.(asset);
      if (why !== undefined) return skip(why);
      const charged = chargeType(asset);
      if (charged === undefined)
        return unknown({ zh: '应答中没有付费方式', en: 'the answer does not tell how it is charged' });
      if (!SUBSCRIPTION.test(charged)) return skip({ zh: '不是包年包月', en: 'not a subscription' });
      const at = expiresAt(asset, related);
      if (!at)
        return unknown({
          zh: '包年包月但应答中没有到期时间',
          en: 'a subscription without an expiry time in the answer',
        });
      const expiry = expiryOf(at, now, params);
      const data = { id: asset.id, name: asset.name, ...expiry.data };
      if (expiry.level === 'far') return pass(data);
      if (expiry.level === 'expired') return fail('expired', data, 'critical');
      return fail('soon', data, expiry.level);
    },
  };
  return defineChecker(spec);
}

type RenewalParams = ExpiryParams & { readonly autoRenewal: Param<boolean> };
type RenewalMessages = ExpiryMessages & { readonly renewing: Text };

/**
 * Something with an end that may renew itself: then only an end that has passed is a problem, and one that is near is a
 * notice when asked for. The messages may use `{{id}}`, `{{name}}`, `{{value}}` days, `{{expiresAt}}` and what `data` adds.
 */
export function defineRenewalChecker<A extends AssetIdentity>(
  facts: Facts<A> & {
    readonly expiresAt: (asset: A) => Date | undefined;
    /** Whether it has ended, where the answer itself tells. */
    readonly ended?: (asset: A) => boolean | undefined;
    readonly renews: (asset: A) => boolean;
    readonly data?: (asset: A) => MessageData;
    readonly days?: number;
    readonly criticalDays?: number;
    readonly messages: RenewalMessages;
  },
): Checker<A, RenewalParams, Record<never, never>, Record<never, never>, RenewalMessages> {
  const { expiresAt, ended, renews, data: more, days, criticalDays, ...rest } = facts;
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
      if (expiry.level === 'expired') return fail('expired', data, 'critical');
      if (!renews(asset)) return fail('soon', data, expiry.level);
      return params.autoRenewal ? fail('renewing', data, 'info') : skip({ zh: '会自动续费', en: 'renews itself' });
    },
  });
}

type LockMessages = { readonly locked: Text };

/** A database that the cloud has locked: `LockMode` is anything but `Unlock`. The message may use `{{id}}`, `{{mode}}`. */
export function defineLockChecker<A extends AssetIdentity>(
  facts: Facts<A> & {
    /** `Unlock` or why it is locked; `undefined`: the answer does not tell. */
    readonly lockMode: (asset: A) => string | undefined;
    readonly message: Text;
  },
): Checker<A, Record<never, never>, Record<never, never>, Record<never, never>, LockMessages> {
  const { lockMode, message, ...rest } = facts;
  return defineChecker({
    ...rest,
    severity: 'critical',
    category: 'availability',
    params: {},
    messages: { locked: message },
    check(asset, { pass, fail, unknown }) {
      const mode = lockMode(asset);
      if (mode === undefined) return unknown({ zh: '应答中没有锁定模式', en: 'no lock mode in the answer' });
      return mode === 'Unlock' ? pass() : fail('locked', { id: asset.id, mode });
    },
  });
}

type WhitelistParams = { readonly prefix: Param<number> };
type WhitelistMessages = { readonly open: Text };

/** One group of a whitelist: a name, and addresses or ranges separated by commas. */
export interface WhitelistGroup {
  readonly name: string | undefined;
  readonly addresses: string | undefined;
}

/**
 * A whitelist that lets everybody in. The message may use `{{id}}` and `{{ranges}}`.
 *
 * @param facts.whitelist what belongs to the asset: one record with all groups
 * @param facts.groups its groups; `undefined`: the answer does not tell
 */
export function defineWhitelistChecker<A extends AssetIdentity, W extends AssetIdentity>(
  facts: Facts<A> & {
    readonly whitelist: Collector<W>;
    readonly groups: (whitelist: W) => readonly WhitelistGroup[] | undefined;
    readonly message: Text;
  },
): Checker<A, WhitelistParams, { whitelist: Collector<W> }, Record<never, never>, WhitelistMessages> {
  const { whitelist, groups, message, ...rest } = facts;
  return defineChecker({
    ...rest,
    severity: 'critical',
    category: 'security',
    params: {
      prefix: integerParam({
        default: 0,
        min: 0,
        max: 24,
        help: {
          zh: '前缀长度不超过此值的公网 IPv4 网段视为对所有人开放',
          en: 'A public IPv4 range counts as open to all when its prefix is no longer than this',
        },
      }),
    },
    related: { whitelist },
    messages: { open: message },
    check(asset, { params, related, pass, fail, unknown }) {
      const [own] = related.whitelist;
      const found = own && groups(own);
      if (!found) return unknown({ zh: '没有返回该资产的白名单', en: 'its whitelist is not in the answer' });
      const open = found.flatMap(({ name, addresses }) =>
        (addresses ?? '')
          .split(',')
          .map((range) => range.trim())
          .filter((range) => isOpen(range, params.prefix))
          .map((range) => (name === undefined ? range : `${range} (${name})`)),
      );
      return open.length > 0 ? fail('open', { id: asset.id, ranges: open }) : pass();
    },
  });
}

/** Private and shared address space: as wide as it is, nobody on the internet has an address in it. */
const PRIVATE = /^(10|127)\.|^172\.(1[6-9]|2\d|3[01])\.|^192\.168\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;

function isOpen(range: string, prefix: number): boolean {
  if (['0.0.0.0', '%', '::', '::/0'].includes(range)) return true;
  const match = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(range);
  if (!match) return false;
  const length = Number(match[2]);
  return length === 0 || (length <= prefix && !PRIVATE.test(range));
}

type Levels = { readonly warning: number; readonly critical: number };
type AboveMessages = { readonly above: Text };

/** What several metrics of one asset say about a level; those that the asset does not have (`when`) are left out. */
function compare(metrics: Metrics, readings: Readonly<Record<string, Reading | undefined>>, asset: AssetIdentity) {
  const present: { readonly metric: Metric; readonly value: number }[] = [];
  const missing: string[] = [];
  for (const [name, metric] of Object.entries(metrics)) {
    if (metric.when && !metric.when(asset)) continue;
    const reading = readings[name];
    if (reading) present.push({ metric, value: reading.value });
    else missing.push(metric.metric);
  }
  present.sort((a, b) => b.value - a.value);
  const missed: Text = {
    zh: `云监控没有该资产最近的数据：${missing.join('、')}`,
    en: `CloudMonitor has no recent data of it: ${missing.join(', ')}`,
  };
  return { present, worst: present[0], missed: missing.length > 0 ? missed : undefined };
}

/** The metrics above a level, worst first, as `InstanceQpsUtilization: 91.5`. */
function above(present: readonly { readonly metric: Metric; readonly value: number }[], level: number): string[] {
  return present.filter(({ value }) => value > level).map(({ metric, value }) => `${metric.metric}: ${round(value)}`);
}

/**
 * Several metrics of the same unit, judged by the worst: a warning level and a critical one. A metric without data
 * never passes; one that is above its level fails whatever the others say. The message may speak of `{{metrics}}`
 * (those above the level), `{{value}}` and `{{threshold}}` (of the worst).
 */
export function defineMetricsChecker<
  A extends AssetIdentity,
  const M extends Metrics,
  R extends Related = Record<never, never>,
>(
  facts: Facts<A> &
    Levels & {
      readonly metrics: M;
      readonly related?: R;
      readonly category?: Category;
      /** Bounds of both levels; 0 to 100 when absent. */
      readonly min?: number;
      readonly max?: number;
      /** The unit of both levels; that of the metrics when absent. */
      readonly unit?: string;
      /** What the levels are multiplied with; `undefined` means the asset does not tell. */
      readonly times?: (asset: A) => number | undefined;
      readonly messages: AboveMessages;
      readonly skip?: (asset: A, related: RelatedFacts<R>) => Reason | undefined;
    },
): Checker<A, MetricParams, R, M, AboveMessages> {
  const { warning, critical, min = 0, max = 100, unit, skip, times, ...rest } = facts;
  const units = unit ?? Object.values(facts.metrics)[0]?.unit;
  const spec: CheckerSpec<A, MetricParams, R, M, AboveMessages> = {
    ...rest,
    severity: 'warning',
    severities: ['critical'],
    category: facts.category ?? 'capacity',
    params: {
      warning: numberParam({
        default: warning,
        min,
        max,
        unit: units,
        help: { zh: '任一指标高于此值为警告', en: 'A warning when any of the metrics is above this value' },
      }),
      critical: numberParam({
        default: critical,
        min,
        max,
        unit: units,
        help: { zh: '任一指标高于此值为紧急', en: 'Critical when any of the metrics is above this value' },
      }),
    },
    validate: (params) =>
      params.critical < params.warning
        ? `critical (${params.critical}) is below warning (${params.warning})`
        : undefined,
    check(asset, { params, metrics, related, pass, fail, skip: skipped, unknown }) {
      const why = skip?.(asset, related);
      if (why !== undefined) return skipped(why);
      const factor = times ? times(asset) : 1;
      if (factor === undefined || factor <= 0)
        return unknown({ zh: '应答中没有可供比较的容量', en: 'the capacity to compare with is not in the answer' });
      const { present, worst, missed } = compare(facts.metrics, metrics, asset);
      const warningLevel = params.warning * factor;
      const criticalLevel = params.critical * factor;
      if (!worst || worst.value <= warningLevel) {
        return missed ? unknown(missed) : pass(worst && { id: asset.id, value: worst.value, threshold: warningLevel });
      }
      const severe = worst.value > criticalLevel;
      return fail(
        'above',
        {
          id: asset.id,
          name: asset.name,
          value: worst.value,
          unit: worst.metric.unit,
          threshold: severe ? criticalLevel : warningLevel,
          metrics: above(present, warningLevel),
        },
        severe ? 'critical' : undefined,
      );
    },
  };
  return defineChecker(spec);
}

type DropParams = { readonly threshold: Param<number> };

/**
 * Connections or packets that a product dropped: any of its metrics above the threshold, 0 unless told. The message may
 * speak of `{{metrics}}` (those above) and `{{threshold}}`.
 */
export function defineDropChecker<A extends AssetIdentity, const M extends Metrics>(
  facts: Facts<A> & {
    readonly metrics: M;
    readonly messages: AboveMessages;
    readonly skip?: (asset: A) => Reason | undefined;
  },
): Checker<A, DropParams, Record<never, never>, M, AboveMessages> {
  const { skip, ...rest } = facts;
  const spec: CheckerSpec<A, DropParams, Record<never, never>, M, AboveMessages> = {
    ...rest,
    severity: 'error',
    category: 'capacity',
    params: {
      threshold: numberParam({
        default: 0,
        min: 0,
        max: 1_000_000_000,
        help: { zh: '任一丢弃指标高于此值才报告', en: 'Only when any of the drop metrics is above this value' },
      }),
    },
    check(asset, { params, metrics, pass, fail, skip: skipped, unknown }) {
      const why = skip?.(asset);
      if (why !== undefined) return skipped(why);
      const { present, worst, missed } = compare(facts.metrics, metrics, asset);
      if (!worst || worst.value <= params.threshold) return missed ? unknown(missed) : pass();
      const dropped = above(present, params.threshold);
      return fail('above', {
        id: asset.id,
        name: asset.name,
        value: worst.value,
        unit: worst.metric.unit,
        threshold: params.threshold,
        metrics: dropped,
      });
    },
  };
  return defineChecker(spec);
}

type RateParams = MetricParams & { readonly least: Param<number> };

/**
 * One metric as a percentage of another, such as failed requests of all requests. With fewer than `least` of the whole a
 * percentage says nothing, and the checker does not apply.
 */
export function defineRateChecker<A extends AssetIdentity, R extends Related = Record<never, never>>(
  facts: Facts<A> &
    Levels & {
      readonly part: Metric;
      readonly whole: Metric;
      /** The least of the whole that is worth judging. */
      readonly least: number;
      readonly related?: R;
      readonly category?: Category;
      readonly messages: { readonly high: Text };
      readonly skip?: (asset: A, related: RelatedFacts<R>) => Reason | undefined;
    },
): Checker<A, RateParams, R, { part: Metric; whole: Metric }, { high: Text }> {
  const { part, whole, warning, critical, least, skip, ...rest } = facts;
  const metrics = { part, whole };
  const spec: CheckerSpec<A, RateParams, R, typeof metrics, { high: Text }> = {
    ...rest,
    metrics,
    severity: 'warning',
    severities: ['critical'],
    category: facts.category ?? 'availability',
    params: {
      warning: numberParam({
        default: warning,
        min: 0,
        max: 100,
        unit: '%',
        help: { zh: '占比高于此值为警告', en: 'A warning when the share is above this value' },
      }),
      critical: numberParam({
        default: critical,
        min: 0,
        max: 100,
        unit: '%',
        help: { zh: '占比高于此值为紧急', en: 'Critical when the share is above this value' },
      }),
      least: numberParam({
        default: least,
        min: 0,
        max: 1_000_000,
        unit: whole.unit,
        help: { zh: '总量不低于此值才判断', en: 'Judged only when the whole is at least this much' },
      }),
    },
    validate: (params) =>
      params.critical < params.warning
        ? `critical (${params.critical}) is below warning (${params.warning})`
        : undefined,
    check(asset, { params, metrics: readings, related, pass, fail, skip: skipped, unknown }) {
      const why = skip?.(asset, related);
      if (why !== undefined) return skipped(why);
      const { missed } = compare(metrics, readings, asset);
      if (missed) return unknown(missed);
      if (!readings.part || !readings.whole)
        return skipped({ zh: '该资产没有这些指标', en: 'an asset of this kind has no such metrics' });
      const total = readings.whole.value;
      if (total <= 0 || total < params.least)
        return skipped({ zh: '总量太小，占比没有意义', en: 'too little to judge' });
      const share = (readings.part.value / total) * 100;
      const severe = share > params.critical;
      const threshold = severe ? params.critical : params.warning;
      const data = { id: asset.id, name: asset.name, value: round(share), unit: '%', threshold };
      return share > params.warning ? fail('high', data, severe ? 'critical' : undefined) : pass(data);
    },
  };
  return defineChecker(spec);
}

/** Each point is the average of an hour: 50 assets over a week are 6 calls per metric. */
const HOURLY = 3600;
const POINTS_PER_DAY = DAY / HOUR;

/** The metrics of a list that fit an asset: of those that measure one thing by a name per kind of asset. */
function fitting<A extends AssetIdentity>(metrics: readonly Metric[], asset: A): readonly Metric[] {
  return metrics.filter(({ when }) => when?.(asset as AssetIdentity as AnyAsset) ?? true);
}

const NO_METRIC: Text = { zh: '没有适用于该资产的监控指标', en: 'no metric is known for an asset of this kind' };

function noPast(metrics: readonly Metric[]): Text {
  const names = metrics.map(({ metric }) => metric).join(' / ');
  return {
    zh: `云监控没有该资产 ${names} 的历史数据`,
    en: `CloudMonitor has no history of ${names} for it`,
  };
}

function tooLittle(metrics: readonly Metric[]): Text {
  const names = metrics.map(({ metric }) => metric).join(' / ');
  return { zh: `${names} 的历史数据太少，无法判断`, en: `too little history of ${names} to judge` };
}

type Named = Readonly<Record<string, Metric>>;
type Pasts = Readonly<Record<string, Reading | undefined>>;

function named(metrics: readonly Metric[]): Named {
  return Object.fromEntries(metrics.map((metric) => [metric.id, metric]));
}

/** The first of some metrics of one thing that has a past, and its series. */
function pastOfAny(metrics: readonly Metric[], readings: Pasts) {
  for (const metric of metrics) {
    const series = readings[metric.id]?.series;
    if (series && series.length > 0) return { metric, series };
  }
  return undefined;
}

type ChangeParams = {
  readonly days: Param<number>;
  readonly sensitivity: Param<number>;
  readonly least: Param<number>;
  readonly percent: Param<number>;
};
type ChangeMessages = { readonly up: Text; readonly down: Text };

/**
 * A metric that suddenly differs from what the same asset usually has at this hour of day. The history is the asset's
 * own; with less than a day of it, nothing can be told. The messages may use `{{id}}`, `{{value}}`, `{{expected}}`,
 * `{{metric}}` and `{{part}}`.
 *
 * @param facts.metrics each judged by itself, and the greatest change is told. Those with `when` are names of one thing,
 * one per kind of asset: one of them must answer. Of the others, each must.
 */
export function defineChangeChecker<A extends AssetIdentity>(
  facts: Facts<A> & {
    readonly metrics: readonly [Metric, ...Metric[]];
    readonly category?: Category;
    readonly severity?: Severity;
    /** The least change that matters, in the unit of the metrics, and the most that it can be set to. */
    readonly least: number;
    readonly most: number;
    /** The least change that matters, in percent of the lower value: 100 is double or half. */
    readonly percent: number;
    readonly messages: ChangeMessages;
    readonly skip?: (asset: A) => Reason | undefined;
  },
): Checker<A, ChangeParams, Record<never, never>, Named, ChangeMessages> {
  const { metrics, least, most, percent, skip, ...rest } = facts;
  const unit = metrics[0].unit;
  const spec: CheckerSpec<A, ChangeParams, Record<never, never>, Named, ChangeMessages> = {
    ...rest,
    severity: facts.severity ?? 'warning',
    category: facts.category ?? 'change',
    params: {
      days: integerParam({
        default: 7,
        min: 2,
        max: 30,
        unit: 'd',
        help: { zh: '与之前多少天的同一时段相比', en: 'Compared with the same hour of so many days before' },
      }),
      sensitivity: numberParam({
        default: 6,
        min: 3,
        max: 50,
        help: {
          zh: '变化达到平常波动的多少倍才报告，越大越不敏感',
          en: 'Only a change of at least so many times the usual scatter; a higher value reports less',
        },
      }),
      least: numberParam({
        default: least,
        min: 0,
        max: most,
        unit,
        help: { zh: '变化不小于此值才报告', en: 'Only a change of at least this much' },
      }),
      percent: numberParam({
        default: percent,
        min: 0,
        max: 10_000,
        unit: '%',
        help: {
          zh: '变化不小于前后较低值的此百分比才报告；100 即翻倍或减半',
          en: 'Only a change of at least this share of the lower value; 100 is double or half',
        },
      }),
    },
    metrics: named(metrics),
    history: ({ days }) => ({ hours: days * POINTS_PER_DAY, period: HOURLY }),
    check(asset, { params, metrics: readings, pass, fail, skip: skipped, unknown }) {
      const why = skip?.(asset);
      if (why !== undefined) return skipped(why);
      const judged = fitting(metrics, asset);
      if (judged.length === 0) return unknown(NO_METRIC);
      const options = {
        recent: 2 * HOUR,
        sensitivity: params.sensitivity,
        least: params.least,
        share: params.percent / 100,
      };
      const changes: { readonly metric: Metric; readonly part: string | undefined; readonly change: Change }[] = [];
      const silent: Metric[] = [];
      const brief: Metric[] = [];
      for (const metric of judged) {
        const series = readings[metric.id]?.series;
        if (!series) silent.push(metric);
        for (const { part, points } of series ?? []) {
          const change = detector.change(points, options);
          if (change.kind === 'too-little') brief.push(metric);
          else changes.push({ metric, part, change });
        }
      }
      const [worst] = changes
        .filter(({ change }) => change.kind !== 'steady')
        .sort((a, b) => sizeOf(b.change) - sizeOf(a.change));
      if (worst && worst.change.kind !== 'steady') {
        const { metric, part, change } = worst;
        return fail(change.kind === 'up' ? 'up' : 'down', {
          id: asset.id,
          name: asset.name,
          metric: metric.metric,
          value: round(change.value),
          expected: round(change.expected),
          unit: metric.unit,
          ...(part === undefined ? {} : { part }),
        });
      }
      if (changes.length === 0 && silent.length > 0) return unknown(noPast(silent));
      if (silent.some(({ when }) => when === undefined)) return unknown(noPast(silent));
      return brief.length > 0 ? unknown(tooLittle(brief)) : pass();
    },
  };
  return defineChecker(spec);
}

function sizeOf({ value, expected }: Change): number {
  return Math.abs(value - expected);
}

type ForecastParams = {
  readonly days: Param<number>;
  readonly criticalDays: Param<number>;
  readonly full: Param<number>;
  readonly window: Param<number>;
};
type ForecastMessages = { readonly filling: Text };

/** So many points of a window must be there, and a growth is believed after so many days. */
const LEAST_SHARE = 0.5;
const LEAST_GROWTH_DAYS = 2;

/**
 * What fills up: how many days are left until a level is reached, if it grows as it did. The message may use `{{id}}`,
 * `{{part}}`, `{{value}}` (now), `{{days}}`, `{{perDay}}` and `{{full}}`.
 *
 * @param facts.metrics the first that fits the asset (`when`) and has a past is judged, each of its parts by itself
 */
export function defineForecastChecker<A extends AssetIdentity>(
  facts: Facts<A> & {
    readonly metrics: readonly [Metric, ...Metric[]];
    readonly days?: number;
    readonly criticalDays?: number;
    readonly messages: ForecastMessages;
    readonly skip?: (asset: A) => Reason | undefined;
    /** What to say when the metric has no data. */
    readonly missing?: Reason;
  },
): Checker<A, ForecastParams, Record<never, never>, Named, ForecastMessages> {
  const { metrics, days = 7, criticalDays = 2, skip, missing, ...rest } = facts;
  const { unit } = metrics[0];
  const spec: CheckerSpec<A, ForecastParams, Record<never, never>, Named, ForecastMessages> = {
    ...rest,
    severity: 'warning',
    severities: ['critical'],
    category: 'capacity',
    params: {
      days: numberParam({
        default: days,
        min: 0.5,
        max: 90,
        unit: 'd',
        help: { zh: '预计不到此天数写满为警告', en: 'A warning when it is full in no more than this many days' },
      }),
      criticalDays: numberParam({
        default: criticalDays,
        min: 0,
        max: 90,
        unit: 'd',
        help: { zh: '预计不到此天数写满为紧急', en: 'Critical when it is full in no more than this many days' },
      }),
      full: numberParam({
        default: 100,
        min: 50,
        max: 100,
        unit,
        help: { zh: '达到此值视为写满', en: 'What counts as full' },
      }),
      window: integerParam({
        default: 7,
        min: 3,
        max: 30,
        unit: 'd',
        help: { zh: '按最近多少天的增长预测', en: 'The forecast follows the growth of so many days' },
      }),
    },
    validate: (params) =>
      params.criticalDays > params.days
        ? `criticalDays (${params.criticalDays}) is above days (${params.days})`
        : undefined,
    metrics: named(metrics),
    history: ({ window }) => ({ hours: window * POINTS_PER_DAY, period: HOURLY }),
    check(asset, { params, metrics: readings, pass, fail, skip: skipped, unknown }) {
      const why = skip?.(asset);
      if (why !== undefined) return skipped(why);
      const judged = fitting(metrics, asset);
      if (judged.length === 0) return unknown(NO_METRIC);
      const past = pastOfAny(judged, readings);
      if (!past) return unknown(missing ?? noPast(judged));
      const span = Math.min(LEAST_GROWTH_DAYS, params.window * LEAST_SHARE) * DAY;
      const forecasts = past.series.map(({ part, points }) => ({
        part,
        now: points.at(-1)?.value ?? 0,
        ...detector.forecast(points, { full: params.full, span }),
      }));
      const filling = forecasts.flatMap((one) => (one.kind === 'filling' ? [one] : [])).sort((a, b) => a.days - b.days);
      const [worst] = filling;
      if (worst && worst.days <= params.days) {
        const severe = worst.days <= params.criticalDays;
        return fail(
          'filling',
          {
            id: asset.id,
            name: asset.name,
            value: round(worst.now),
            unit: past.metric.unit,
            days: Math.round(worst.days * 10) / 10,
            perDay: round(worst.perDay),
            full: params.full,
            threshold: severe ? params.criticalDays : params.days,
            ...(worst.part === undefined ? {} : { part: worst.part }),
          },
          severe ? 'critical' : undefined,
        );
      }
      return forecasts.some(({ kind }) => kind === 'too-little') ? unknown(tooLittle([past.metric])) : pass();
    },
  };
  return defineChecker(spec);
}

/** One thing that an idle asset has hardly any of. */
export interface IdleSignal {
  /** Of the same unit. By themselves: the first that fits the asset and has a past; with `add`, all of them together. */
  readonly metrics: readonly [Metric, ...Metric[]];
  readonly add?: true;
  /** What the metrics are multiplied with to be compared with the level. */
  readonly times?: number;
  /** Idle is at or below this. */
  readonly level: number;
  readonly max: number;
  /** Of the level; the metrics' own when absent. */
  readonly unit?: string;
  readonly help: Text;
}

export type IdleSignals = Readonly<Record<string, IdleSignal>>;
type IdleParams<S extends IdleSignals> = { readonly [N in keyof S]: Param<number> } & {
  readonly hours: Param<number>;
  readonly percent: Param<number>;
};
type IdleMessages = { readonly idle: Text };

/** So much of the window must have points: an asset that was off for a while says little. */
const IDLE_COVERAGE = 0.9;

/**
 * An asset that does next to nothing and costs money: every signal is at or below its level in (nearly) every hour of
 * the window. Each signal is a parameter by its own name. An asset younger than the window is left alone. The message may use
 * `{{id}}`, `{{days}}` and `{{signals}}` (what the hours were like, such as `cpu: 1.2 %`).
 */
export function defineIdleChecker<A extends AssetIdentity, const S extends IdleSignals>(
  facts: Facts<A> & {
    readonly signals: S;
    /** The window, in hours. */
    readonly hours: number;
    /** The share of these hours that must be idle; all of them when absent. A job a day keeps 4 % busy. */
    readonly percent?: number;
    readonly createdAt: (asset: A) => Date | undefined;
    readonly message: Text;
    readonly skip?: (asset: A) => Reason | undefined;
    /** Why it cannot be told whether the checker applies to an asset. */
    readonly unclear?: (asset: A) => Reason | undefined;
  },
): Checker<A, IdleParams<S>, Record<never, never>, Named, IdleMessages> {
  const { signals, hours, percent = 100, createdAt, message, skip, unclear, ...rest } = facts;
  const all = Object.entries<IdleSignal>(signals);
  const spec: CheckerSpec<A, IdleParams<S>, Record<never, never>, Named, IdleMessages> = {
    ...rest,
    severity: 'warning',
    category: 'cost',
    params: {
      ...Object.fromEntries(
        all.map(([name, { level, max, unit, help, metrics }]) => [
          name,
          numberParam({ default: level, min: 0, max, unit: unit ?? metrics[0].unit, help }),
        ]),
      ),
      hours: integerParam({
        default: hours,
        min: 24,
        max: 720,
        unit: 'h',
        help: { zh: '持续多少小时才算闲置', en: 'Idle for so many hours' },
      }),
      percent: numberParam({
        default: percent,
        min: 50,
        max: 100,
        unit: '%',
        help: {
          zh: '至少此比例的小时都低于阈值才算闲置',
          en: 'Idle when at least this share of the hours is below the levels',
        },
      }),
    } as unknown as IdleParams<S>,
    metrics: named(all.flatMap(([, signal]) => signal.metrics)),
    messages: { idle: message },
    history: (params) => ({ hours: (params as IdleValues).hours, period: HOURLY }),
    check(asset, { params, metrics: readings, now, pass, fail, skip: skipped, unknown }) {
      const why = skip?.(asset);
      if (why !== undefined) return skipped(why);
      const doubtful = unclear?.(asset);
      if (doubtful !== undefined) return unknown(doubtful);
      const values = params as IdleValues;
      const created = createdAt(asset);
      if (!created) return unknown({ zh: '应答中没有创建时间', en: 'no creation time in the answer' });
      if (now.getTime() - created.getTime() < values.hours * HOUR)
        return skipped({
          zh: `创建不足 ${values.hours} 小时`,
          en: `created less than ${values.hours} hours ago`,
        });
      const seen: string[] = [];
      let doubt: Text | undefined;
      for (const [name, signal] of all) {
        const metrics = fitting(signal.metrics, asset);
        if (metrics.length === 0)
          return skipped({
            zh: `该类资产没有 ${signal.metrics[0].metric} 一类的指标`,
            en: `an asset of this kind has no metric like ${signal.metrics[0].metric}`,
          });
        const points = pointsOf(metrics, signal.add ?? false, readings);
        if (!points) {
          doubt ??= noPast(metrics);
          continue;
        }
        const level = values[name] ?? 0;
        const times = signal.times ?? 1;
        const below = points.filter(({ value }) => value * times <= level).length;
        const least = (values.percent / 100) * values.hours;
        // Busy for longer than it may be: nothing that is missing could change that.
        if (points.length - below > values.hours - least) return pass();
        if (points.length < values.hours * IDLE_COVERAGE) doubt ??= tooLittle(metrics);
        const mean = points.reduce((sum, { value }) => sum + value * times, 0) / points.length;
        seen.push(`${name}: ${round(mean)} ${signal.unit ?? metrics[0]?.unit ?? ''}`.trimEnd());
      }
      if (doubt) return unknown(doubt);
      return fail('idle', {
        id: asset.id,
        name: asset.name,
        days: Math.round((values.hours / 24) * 10) / 10,
        signals: seen,
      });
    },
  };
  return defineChecker(spec);
}

type IdleValues = Readonly<Record<string, number>> & { readonly hours: number; readonly percent: number };

/** One line of points: the busiest part, of one metric or of several together; `undefined` when one of them has none. */
function pointsOf(metrics: readonly Metric[], add: boolean, readings: Pasts): readonly Point[] | undefined {
  if (!add) {
    const past = pastOfAny(metrics, readings);
    return past && busiest(past.series);
  }
  const lines = metrics.map(({ id }) => readings[id]?.series);
  const sums = new Map<number, { count: number; value: number }>();
  for (const line of lines) {
    if (!line) return undefined;
    for (const { at, value } of busiest(line)) {
      const sum = sums.get(at) ?? { count: 0, value: 0 };
      sums.set(at, { count: sum.count + 1, value: sum.value + value });
    }
  }
  return [...sums].flatMap(([at, { count, value }]) => (count === lines.length ? [{ at, value }] : []));
}

function busiest(series: readonly Series[]): readonly Point[] {
  const [only] = series;
  if (only && series.length === 1) return only.points;
  const most = new Map<number, number>();
  for (const { at, value } of series.flatMap(({ points }) => points)) {
    most.set(at, Math.max(value, most.get(at) ?? -Infinity));
  }
  return [...most].map(([at, value]) => ({ at, value }));
}
