import { wafIdle } from '../../../../scripts/waf';
import { testChecker } from '../../../harness/check-tester';
import { inDays, instance, none, now, objects } from '../fixtures';

const idle = (days: number, seconds = 0) => ({
  asset: { startTime: inDays(-days, -seconds) },
  related: { resources: [] },
});

testChecker(wafIdle, {
  healthy: { asset: instance, related: { resources: objects('active') }, now },
  pass: { 'something is protected': {} },
  fail: {
    'for a week and a second': {
      ...idle(7, 1),
      message: 'idle',
      severity: 'info',
      text: {
        zh: 'WAF 实例 waf-1 没有防护对象，购买于 7 天前',
        en: 'WAF instance waf-1 protects nothing; it was bought 7 days ago',
      },
    },
    'for a day, where that counts': {
      ...idle(1),
      params: { days: 0 },
      message: 'idle',
      severity: 'info',
      data: { value: 1, threshold: 0 },
    },
  },
  skip: {
    'bought a week ago': idle(7),
    'ended, and not billed any more': { ...idle(70), asset: { ...idle(70).asset, status: 2 } },
    'no instance here': { asset: none, related: { resources: [] } },
  },
  unknown: {
    'no id to ask by': { asset: { instanceId: undefined }, related: { resources: [] } },
    'no time': { asset: { startTime: undefined }, related: { resources: [] } },
    'no state': { asset: { status: undefined }, related: { resources: [] } },
  },
});
