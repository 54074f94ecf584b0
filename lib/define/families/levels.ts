/** What the families that judge newest values by levels share. */
import type { AssetIdentity } from '../../model/asset';
import type { Text } from '../../model/text';
import type { Metrics } from '../checker';
import type { Metric, Reading } from '../metric';
import { round } from './facts';

export type Levels = { readonly warning: number; readonly critical: number };
export type AboveMessages = { readonly above: Text };

/** What several metrics of one asset say about a level; those that the asset does not have (`when`) are left out. */
export function compare(
  metrics: Metrics,
  readings: Readonly<Record<string, Reading | undefined>>,
  asset: AssetIdentity,
) {
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
export function above(
  present: readonly { readonly metric: Metric; readonly value: number }[],
  level: number,
): string[] {
  return present.filter(({ value }) => value > level).map(({ metric, value }) => `${metric.metric}: ${round(value)}`);
}
