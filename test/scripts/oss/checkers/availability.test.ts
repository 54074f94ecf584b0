import { availability, ossAvailability, buckets, requestValidRate } from '../../../../scripts/oss';
import { testChecker } from '../../../harness/check-tester';
import { bucket, now } from '../fixtures';

testChecker(ossAvailability, {
  healthy: { asset: bucket, metrics: { availability: 100, validRate: 99, total: 100_000 }, now },
  pass: {
    high: {},
    'one failed request of fifty': { metrics: { availability: 98, total: 50 } },
    'a few invalid requests': { metrics: { validRate: 50, total: 30 } },
    'exactly the warning level': { metrics: { availability: 99.9 } },
    'exactly the least valid rate': { metrics: { validRate: 90 } },
    'a lower warning level': { metrics: { availability: 99.2 }, params: { warning: 99 } },
    'no word about valid requests, which are not judged': {
      metrics: { validRate: undefined },
      params: { validRate: 0 },
    },
  },
  fail: {
    'just below the warning level': {
      metrics: { availability: 99.89 },
      message: 'low',
      severity: 'warning',
      text: {
        zh: '存储空间 b-1 的可用性为 99.89 %，低于 99.9 %',
        en: 'Availability of bucket b-1 is 99.89 %, below 99.9 %',
      },
    },
    'exactly the critical level': {
      metrics: { availability: 99 },
      message: 'low',
      severity: 'warning',
      data: { value: 99, threshold: 99.9 },
    },
    'just below the critical level': {
      metrics: { availability: 98.99 },
      message: 'low',
      severity: 'critical',
      data: { value: 98.99, threshold: 99 },
    },
    'a lower critical level': {
      metrics: { availability: 98 },
      params: { critical: 95 },
      message: 'low',
      severity: 'warning',
      data: { threshold: 99.9 },
    },
    'as few as somebody wants to hear of': {
      metrics: { availability: 98, total: 50 },
      params: { least: 1 },
      message: 'low',
      severity: 'critical',
      data: { value: 98 },
    },
    'just below the least valid rate': {
      metrics: { validRate: 89.99 },
      message: 'invalid',
      severity: 'warning',
      text: {
        zh: '存储空间 b-1 的有效请求率为 89.99 %，低于 90 %',
        en: '89.99 % of the requests to bucket b-1 are valid, below 90 %',
      },
    },
    'invalid requests, without a word about availability': {
      metrics: { availability: undefined, validRate: 50 },
      message: 'invalid',
      severity: 'warning',
      data: { value: 50, threshold: 90 },
    },
  },
  unknown: {
    'no data': { metrics: { availability: undefined, validRate: undefined } },
    'low, of nobody knows how many': { metrics: { availability: 50, total: undefined } },
    'no availability': { metrics: { availability: undefined } },
    'no valid rate': { metrics: { validRate: undefined } },
  },
});

test.each([
  ['oss-cn-shanghai', 'cn-shanghai'],
  ['oss-ap-southeast-1', 'ap-southeast-1'],
  ['oss-cn-shanghai-finance-1', 'cn-shanghai-finance-1'],
  ['oss-rg-china-mainland', undefined],
])('the metrics of a bucket in %s are asked for in %s', (Location, region) => {
  const { account } = bucket;
  const there = buckets.toAsset({ Name: 'b-1', Location }, { account, region: 'global' });
  expect([availability, requestValidRate].map((metric) => metric.region?.(there))).toEqual([region, region]);
});
