import { memoryHigh } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(memoryHigh, {
  healthy: { asset: instance, metrics: { value: 12 }, now },
  pass: {
    low: {},
    'exactly the warning level': { metrics: { value: 80 } },
    'above the default, below a higher level': { metrics: { value: 85 }, params: { warning: 90 } },
  },
  fail: {
    'just above the warning level': {
      metrics: { value: 80.01 },
      message: 'high',
      severity: 'warning',
      text: {
        zh: '实例 i-1 的内存使用率为 80.01 %，高于 80 %',
        en: 'Memory of instance i-1 is 80.01 % used, above 80 %',
      },
      data: { value: 80.01, threshold: 80, unit: '%' },
    },
    'exactly the critical level': {
      metrics: { value: 95 },
      message: 'high',
      severity: 'warning',
      data: { value: 95, threshold: 80 },
    },
    'just above the critical level': {
      metrics: { value: 95.01 },
      message: 'high',
      severity: 'critical',
      data: { value: 95.01, threshold: 95 },
    },
    'a lower critical level': {
      metrics: { value: 91 },
      params: { critical: 90 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 90 },
    },
  },
  skip: { 'not running, whatever the last value': { asset: { status: 'Stopped' }, metrics: { value: 99 } } },
  unknown: { 'no data': { metrics: { value: undefined } } },
});
