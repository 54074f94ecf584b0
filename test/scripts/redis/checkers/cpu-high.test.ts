import { cpuHigh } from '../../../../scripts/redis';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(cpuHigh, {
  healthy: { asset: instance, metrics: { 'redis-cpu-standard': 0.1 }, now },
  pass: {
    low: {},
    'exactly the warning level': { metrics: { 'redis-cpu-standard': 60 } },
    'above the default, below a higher level': { metrics: { 'redis-cpu-standard': 60.5 }, params: { warning: 61 } },
  },
  fail: {
    'just above the warning level': {
      metrics: { 'redis-cpu-standard': 60.01 },
      message: 'high',
      severity: 'warning',
      text: {
        zh: 'Redis 实例 r-1 的 CPU 使用率（15 分钟平均）为 60.01 %，高于 60 %',
        en: 'CPU of Redis instance r-1 is 60.01 % (15-minute average), above 60 %',
      },
      data: { value: 60.01, threshold: 60, unit: '%' },
    },
    'exactly the critical level': {
      metrics: { 'redis-cpu-standard': 80 },
      message: 'high',
      severity: 'warning',
      data: { value: 80, threshold: 60 },
    },
    'just above the critical level': {
      metrics: { 'redis-cpu-standard': 80.01 },
      message: 'high',
      severity: 'critical',
      data: { value: 80.01, threshold: 80 },
    },
    'a lower critical level': {
      metrics: { 'redis-cpu-standard': 79 },
      params: { critical: 78 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 78 },
    },
    'a cluster': {
      asset: { architectureType: 'cluster' },
      metrics: { 'redis-cpu-sharding': 81 },
      message: 'high',
      severity: 'critical',
      data: { value: 81, threshold: 80 },
    },
    'read/write splitting': {
      asset: { architectureType: 'rwsplit' },
      metrics: { 'redis-cpu-splitrw': 81 },
      message: 'high',
      severity: 'critical',
      data: { value: 81, threshold: 80 },
    },
    'Tair on cloud disks': {
      asset: { instanceClass: 'tair.essd.standard.xlarge' },
      metrics: { 'redis-cpu-standard': undefined, 'redis-cpu-disk': 81 },
      message: 'high',
      severity: 'critical',
      data: { value: 81, threshold: 80 },
    },
  },
  skip: {
    'disabled, so there is no data': {
      asset: { instanceStatus: 'Inactive' },
      metrics: { 'redis-cpu-standard': undefined },
    },
    'not there yet': { asset: { instanceStatus: 'Creating' }, metrics: { 'redis-cpu-standard': undefined } },
    released: { asset: { instanceStatus: 'Released' }, metrics: { 'redis-cpu-standard': undefined } },
  },
  unknown: {
    'no data': { metrics: { 'redis-cpu-standard': undefined } },
    'no architecture': { asset: { architectureType: undefined } },
    'being changed, without data': {
      asset: { instanceStatus: 'Changing' },
      metrics: { 'redis-cpu-standard': undefined },
    },
  },
});
