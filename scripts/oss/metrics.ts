import { defineMetric } from '../../lib/define';
import type { AnyAsset } from '../../lib/model';
import { buckets } from './collectors/buckets';

/** Such as `cn-hangzhou` of `oss-cn-hangzhou`. A bucket without a region, such as `oss-rg-china-mainland`, is in mainland China. */
function regionOf({ location }: AnyAsset): string | undefined {
  return typeof location === 'string' ? /^oss-(?!rg-)(.+)$/.exec(location)?.[1] : undefined;
}

/** Documented with `Value` and a minute; a bucket without requests has no points. */
const perMinute = {
  of: buckets,
  namespace: 'acs_oss_dashboard',
  statistic: 'Value',
  period: 60,
  dimension: 'BucketName',
  region: regionOf,
} as const;
const share = { ...perMinute, unit: '%', range: [0, 100], worse: 'lower' } as const;

export const availability = defineMetric({
  ...share,
  id: 'oss-availability',
  title: { zh: '可用性', en: 'Availability' },
  metric: 'Availability',
});

export const requestValidRate = defineMetric({
  ...share,
  id: 'oss-request-valid-rate',
  title: { zh: '有效请求率', en: 'Valid requests' },
  metric: 'RequestValidRate',
});

export const totalRequestCount = defineMetric({
  ...perMinute,
  id: 'oss-total-requests',
  title: { zh: '总请求数', en: 'Requests' },
  metric: 'TotalRequestCount',
  unit: 'count',
  worse: 'lower',
});
