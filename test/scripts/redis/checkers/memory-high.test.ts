import { memoryHigh } from '../../../../scripts/redis';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

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
      severity: 'critical',
      data: { value: 90.01, threshold: 90 },
    },
    'a lower critical level': {
      metrics: { 'redis-memory-standard': 89 },
      params: { critical: 88 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 88 },
    },
    'a cluster': {
      asset: { architectureType: 'cluster' },
      metrics: { 'redis-memory-sharding': 91 },
      message: 'high',
      severity: 'critical',
      data: { value: 91, threshold: 90 },
    },
    'read/write splitting': {
      asset: { architectureType: 'rwsplit' },
      metrics: { 'redis-memory-splitrw': 91 },
      message: 'high',
      severity: 'critical',
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
