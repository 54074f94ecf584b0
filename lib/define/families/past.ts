/** What the families that judge the past of metrics share. */
import type { AnyAsset, AssetIdentity } from '../../model/asset';
import { DAY, HOUR } from '../../model/time';
import type { Text } from '../../model/text';
import type { Metric, Reading } from '../metric';
import type { Line } from './unusual';

/** Each point is the average of an hour: 50 assets over a week are 6 calls per metric. */
export const HOURLY = 3600;
export const POINTS_PER_DAY = DAY / HOUR;

/** The metrics of a list that fit an asset: of those that measure one thing by a name per kind of asset. */
export function fitting<A extends AssetIdentity>(metrics: readonly Metric[], asset: A): readonly Metric[] {
  return metrics.filter(({ when }) => when?.(asset as AssetIdentity as AnyAsset) ?? true);
}

export const NO_METRIC: Text = { zh: '没有适用于该资产的监控指标', en: 'no metric is known for an asset of this kind' };

export function noPast(metrics: readonly Metric[]): Text {
  const names = metrics.map(({ metric }) => metric).join(' / ');
  return {
    zh: `云监控没有该资产 ${names} 的历史数据`,
    en: `CloudMonitor has no history of ${names} for it`,
  };
}

export function tooLittle(metrics: readonly Pick<Metric, 'metric'>[]): Text {
  const names = metrics.map(({ metric }) => metric).join(' / ');
  return { zh: `${names} 的历史数据太少，无法判断`, en: `too little history of ${names} to judge` };
}

/** The series of a metric, one per part that is judged. */
export function linesOf({ metric, unit, counts }: Metric, reading: Reading | undefined): Line[] {
  const all = (reading?.series ?? []).filter(({ part }) => part === undefined || !counts || counts(part));
  return all.map(({ part, points }) => ({ metric, part, unit, points }));
}

export type Named = Readonly<Record<string, Metric>>;
export type Pasts = Readonly<Record<string, Reading | undefined>>;

export function named(metrics: readonly Metric[]): Named {
  return Object.fromEntries(metrics.map((metric) => [metric.id, metric]));
}

/** The first of some metrics of one thing that has a past, and its series. */
export function pastOfAny(metrics: readonly Metric[], readings: Pasts) {
  for (const metric of metrics) {
    const series = readings[metric.id]?.series;
    if (series && series.length > 0) return { metric, series };
  }
  return undefined;
}
