/** The family of shares: one metric as a percentage of another. */
import type { AssetIdentity } from '../../model/asset';
import type { Text } from '../../model/text';
import { defineChecker, type Category, type Checker, type CheckerSpec, type Reason, type Related } from '../checker';
import type { Point } from '../../trend';
import type { Metric, Reading } from '../metric';
import { numberParam, type Param } from '../params';
import { dynamicOf } from './dynamic';
import { round, type Facts, type MetricParams, type RelatedFacts } from './facts';
import { compare, type Levels } from './levels';
import { NO_FIX } from './no-fix';

type RateParams = MetricParams & { readonly least: Param<number>; readonly leastPart: Param<number> };

/** So few failures are chance, whatever their share is: a judgement. */
const LEAST_PART = 20;

/**
 * One metric as a percentage of another, such as failed requests of all requests. Only values of the same moment make a
 * percentage. With fewer than `least` of the whole it says nothing, and the checker does not apply; so many parts as
 * nobody would be woken for pass, whatever their share. Both metrics are per second (`count/s`), counted over the period.
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
    noFix: NO_FIX.symptom,
    ...rest,
    metrics,
    dynamic: dynamicOf<A>({
      ...{ metrics: Object.entries(metrics), warning, max: 100, unit: '%', severity: 'warning' },
      subject: { zh: `${part.title.zh}占比`, en: `share of ${part.title.en.toLowerCase()}` },
      lines: (pasts, values) => [
        { metric: part.metric, unit: '%', points: sharesOf(pasts.part, pasts.whole, Number(values.least)) },
      ],
    }),
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
        title: { zh: '最小总量', en: 'Least whole' },
        default: least,
        min: 0,
        max: 1_000_000,
        unit: whole.unit,
        help: { zh: '总量不低于此值才判断', en: 'Judged only when the whole is at least this much' },
      }),
      leastPart: numberParam({
        title: { zh: '最少次数', en: 'Fewest of them' },
        default: LEAST_PART,
        min: 0,
        max: 1_000_000_000,
        unit: 'count',
        help: {
          zh: '一个统计周期内的次数少于此值不报告，无论占比多高',
          en: 'With fewer of them than this in one period nothing is reported, whatever the share',
        },
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
      if (readings.part.at.getTime() !== readings.whole.at.getTime()) {
        const [at, ofWhole] = [readings.part.at.toISOString(), readings.whole.at.toISOString()];
        return unknown({
          zh: `两个指标的数据时间不同：${part.metric} 为 ${at}，${whole.metric} 为 ${ofWhole}`,
          en: `points of different times: ${part.metric} of ${at}, ${whole.metric} of ${ofWhole}`,
        });
      }
      const total = readings.whole.value;
      if (total <= 0 || total < params.least)
        return skipped({ zh: '总量太小，占比没有意义', en: 'too little to judge' });
      // A part that is counted a little later than the whole may exceed it.
      const share = Math.min(100, (readings.part.value / total) * 100);
      const severe = share > params.critical;
      const threshold = severe ? params.critical : params.warning;
      const data = { id: asset.id, name: asset.name, value: round(share), unit: '%', threshold };
      const few = readings.part.value * part.period < params.leastPart;
      return share > params.warning && !few ? fail('high', data, severe ? 'critical' : undefined) : pass(data);
    },
  };
  return defineChecker(spec);
}

/** The shares of hours that both have, and in which there was enough of the whole. */
function sharesOf(part: Reading | undefined, whole: Reading | undefined, least: number): Point[] {
  const all = new Map((whole?.series?.[0]?.points ?? []).map(({ at, value }) => [at, value]));
  return (part?.series?.[0]?.points ?? []).flatMap(({ at, value }) => {
    const total = all.get(at) ?? 0;
    return total > 0 && total >= least ? [{ at, value: Math.min(100, (value / total) * 100) }] : [];
  });
}
