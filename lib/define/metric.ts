import type { AnyAsset } from '../model/asset';
import type { Text } from '../model/text';
import type { AnyCollector } from './collector';

export type Statistic = 'Average' | 'Maximum' | 'Minimum' | 'Value' | 'Sum';

/** A CloudMonitor metric of a collector's assets. Facts only. */
export interface Metric {
  /** Product and noun, such as `ecs-cpu`. */
  readonly id: string;
  readonly title: Text;
  /** Whose metric it is. */
  readonly of: AnyCollector;
  /** Such as `acs_ecs_dashboard`. */
  readonly namespace: string;
  /** Such as `CPUUtilization`. */
  readonly metric: string;
  readonly statistic: Statistic;
  /** Seconds; must be one of the metric's documented periods. */
  readonly period: 15 | 60 | 300 | 900 | 3600;
  /** The dimension that holds the asset's id. */
  readonly dimension: string;
  /** The dimension that tells several points of one asset apart, such as `device`. */
  readonly part?: string;
  readonly unit: string;
  /** Which assets have it (an engine, an architecture); all when absent. The others are not asked for. */
  readonly when?: (asset: AnyAsset) => boolean;
}

/** The newest value of a metric for one asset. */
export interface Reading {
  /** With parts, the highest of them. */
  readonly value: number;
  readonly at: Date;
  /** One entry per part (such as a device), highest first; empty for a metric without parts. */
  readonly parts: readonly { readonly part: string; readonly value: number }[];
}

/**
 * Declares a metric.
 *
 * @example
 * export const cpu = defineMetric({
 *   id: 'ecs-cpu', of: instances, title: { zh: 'CPU 使用率', en: 'CPU utilisation' }, unit: '%',
 *   namespace: 'acs_ecs_dashboard', metric: 'CPUUtilization', statistic: 'Average', period: 900, dimension: 'instanceId',
 * });
 */
export function defineMetric(metric: Metric): Metric {
  if (!/^acs_\w+$/.test(metric.namespace)) {
    throw new TypeError(`metric ${metric.id}: namespace "${metric.namespace}" is not of the form acs_ecs_dashboard`);
  }
  return Object.freeze({ ...metric });
}
