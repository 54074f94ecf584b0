import { loadHigh } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(loadHigh, {
  healthy: { asset: instance, metrics: { value: 0.4 }, now },
  pass: {
    low: {},
    'exactly the number of cores': { metrics: { value: 2 } },
    'many cores carry a high load': { asset: { cpu: 32 }, metrics: { value: 31.9 } },
    'above the cores, below a higher level': { metrics: { value: 2.5 }, params: { warning: 1.5 } },
  },
  fail: {
    'just above the number of cores': {
      metrics: { value: 2.01 },
      message: 'high',
      severity: 'warning',
      text: {
        zh: '实例 i-1 的 5 分钟负载为 2.01，高于 2',
        en: 'The 5-minute load of instance i-1 is 2.01, above 2',
      },
      data: { value: 2.01, threshold: 2 },
    },
    'exactly twice the number of cores': {
      metrics: { value: 4 },
      message: 'high',
      severity: 'warning',
      data: { threshold: 2 },
    },
    'just above twice the number of cores': {
      metrics: { value: 4.01 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 4 },
    },
    'a lower critical level': {
      metrics: { value: 3.1 },
      params: { critical: 1.5 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 3 },
    },
  },
  skip: { 'not running': { asset: { status: 'Stopped' }, metrics: { value: 9 } } },
  unknown: {
    'no data, as on Windows': { metrics: { value: undefined } },
    'no number of cores': { asset: { cpu: undefined }, metrics: { value: 9 } },
    'no cores': { asset: { cpu: 0 }, metrics: { value: 9 } },
  },
});
