import { memoryHigh } from '../../../../scripts/redis';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

const CLUSTER = { architectureType: 'cluster' } as const;
/** Worst first. */
const shards = (...values: number[]) => ({
  'redis-memory-sharding': {
    value: values[0] ?? 0,
    at: now,
    parts: values.map((value, n) => ({ part: `r-1-db-${n}`, value })),
  },
});

testChecker(memoryHigh, {
  healthy: { asset: instance, metrics: { 'redis-memory-standard': 0.1 }, now },
  pass: {
    low: {},
    'exactly the warning level': { metrics: { 'redis-memory-standard': 80 } },
    'above the default, below a higher level': { metrics: { 'redis-memory-standard': 80.5 }, params: { warning: 81 } },
  },
  fail: {
    'just above the warning level': {
      metrics: { 'redis-memory-standard': 80.01 },
      message: 'high',
      severity: 'warning',
      text: {
        zh: 'Redis 实例 r-1 的内存使用率为 80.01 %，高于 80 %',
        en: 'Memory of Redis instance r-1 is 80.01 % used, above 80 %',
      },
      data: { value: 80.01, threshold: 80, unit: '%' },
    },
    'exactly the critical level': {
      metrics: { 'redis-memory-standard': 90 },
      message: 'high',
      severity: 'warning',
      data: { value: 90, threshold: 80 },
    },
    'just above the critical level': {
      metrics: { 'redis-memory-standard': 90.01 },
      message: 'high',
      severity: 'warning',
      data: { value: 90.01, threshold: 90 },
    },
    'a cache that evicts, as full as it should be': {
      metrics: { 'redis-memory-standard': 96 },
      message: 'high',
      severity: 'warning',
      data: { value: 96 },
    },
    'one full shard of a cluster': {
      asset: CLUSTER,
      metrics: shards(91, 46, 45),
      message: 'high',
      severity: 'critical',
      text: {
        zh: 'Redis 实例 r-1 (r-1-db-0) 的内存使用率为 91 %，高于 90 %',
        en: 'Memory of Redis instance r-1 (r-1-db-0) is 91 % used, above 90 %',
      },
      data: { value: 91, threshold: 90, part: 'r-1-db-0' },
    },
    'one full shard, exactly at the critical level': {
      asset: CLUSTER,
      metrics: shards(90, 30),
      message: 'high',
      severity: 'warning',
      data: { threshold: 80 },
    },
    'one full shard, above a lower critical level': {
      asset: CLUSTER,
      metrics: shards(89, 30),
      params: { critical: 88 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 88 },
    },
    'all shards of a cluster about as full': {
      asset: CLUSTER,
      metrics: shards(96, 95, 90),
      message: 'high',
      severity: 'warning',
      data: { threshold: 90 },
    },
    'read/write splitting': {
      asset: { architectureType: 'rwsplit' },
      metrics: { 'redis-memory-splitrw': 91 },
      message: 'high',
      severity: 'warning',
      data: { value: 91, threshold: 90 },
    },
    'Tair on cloud disks': {
      asset: { instanceClass: 'tair.essd.standard.xlarge' },
      metrics: { 'redis-memory-standard': undefined, 'redis-memory-disk': 91 },
      message: 'high',
      severity: 'warning',
      data: { value: 91, threshold: 90 },
    },
  },
  skip: {
    'disabled, so there is no data': {
      asset: { instanceStatus: 'Inactive' },
      metrics: { 'redis-memory-standard': undefined },
    },
    'not there yet': { asset: { instanceStatus: 'Creating' }, metrics: { 'redis-memory-standard': undefined } },
    released: { asset: { instanceStatus: 'Released' }, metrics: { 'redis-memory-standard': undefined } },
  },
  unknown: {
    'no data': { metrics: { 'redis-memory-standard': undefined } },
    'no architecture': { asset: { architectureType: undefined } },
    'being changed, without data': {
      asset: { instanceStatus: 'Changing' },
      metrics: { 'redis-memory-standard': undefined },
    },
  },
});
