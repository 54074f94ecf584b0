import { slbIdle } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { inDays, lb, listener, now } from '../fixtures';

testChecker(slbIdle, {
  healthy: { asset: lb, related: { listeners: [listener(80, 'http')] }, now },
  pass: {
    'a listener runs': {},
    'one of two runs': { related: { listeners: [listener(80, 'http', 'stopped'), listener(443, 'https')] } },
  },
  fail: {
    'no listener': {
      asset: { createTimeStamp: inDays(-8) },
      related: { listeners: [] },
      message: 'none',
      severity: 'warning',
      text: {
        zh: 'CLB lb-1（entry）没有监听，创建于 8 天前',
        en: 'CLB lb-1 (entry) has no listener; it was created 8 days ago',
      },
    },
    'all are stopped': {
      asset: { createTimeStamp: inDays(-40) },
      related: { listeners: [listener(80, 'http', 'stopped')] },
      message: 'stopped',
      severity: 'warning',
      data: { value: 40, threshold: 7 },
    },
    'a day old, where that counts': {
      asset: { createTimeStamp: inDays(-1) },
      params: { days: 0 },
      related: { listeners: [] },
      message: 'none',
      severity: 'warning',
      data: { threshold: 0 },
    },
  },
  skip: {
    'created a week ago': { asset: { createTimeStamp: inDays(-7) }, related: { listeners: [] } },
    'switched off': { asset: { loadBalancerStatus: 'inactive' }, related: { listeners: [] } },
  },
  unknown: { 'no creation time': { asset: { createTimeStamp: undefined }, related: { listeners: [] } } },
  absentIsFact: ['related.listeners'],
});
