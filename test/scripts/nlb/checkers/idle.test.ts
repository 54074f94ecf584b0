import { nlbIdle } from '../../../../scripts/nlb';
import { testChecker } from '../../../harness/check-tester';
import { inDays, lb, listener, now } from '../fixtures';

testChecker(nlbIdle, {
  healthy: { asset: lb, related: { listeners: [listener('Running')] }, now },
  pass: {
    'a running listener': {},
    'one of two listeners is stopped': { related: { listeners: [listener('Stopped'), listener('Running')] } },
    'a listener that is being changed': { related: { listeners: [listener('Configuring')] } },
  },
  fail: {
    'no listener': {
      asset: { createTime: inDays(-7, -1) },
      related: { listeners: [] },
      message: 'none',
      severity: 'warning',
      text: {
        zh: 'NLB nlb-1 没有监听，创建于 7 天前',
        en: 'NLB nlb-1 has no listener; it was created 7 days ago',
      },
      data: { value: 7, threshold: 7 },
    },
    'all listeners stopped': {
      asset: { createTime: inDays(-20) },
      related: { listeners: [listener('Stopped')] },
      message: 'stopped',
      severity: 'warning',
      text: {
        zh: 'NLB nlb-1 的监听全部停止，创建于 20 天前',
        en: 'All listeners of NLB nlb-1 are stopped; it was created 20 days ago',
      },
    },
    'a lower threshold': {
      asset: { createTime: inDays(-2) },
      related: { listeners: [] },
      params: { days: 1 },
      message: 'none',
      severity: 'warning',
      data: { threshold: 1 },
    },
  },
  skip: {
    'one that is being removed': {
      asset: { loadBalancerStatus: 'Deleting', createTime: inDays(-20) },
      related: { listeners: [] },
    },
    'one that could not be created': {
      asset: { loadBalancerStatus: 'CreateFailed', createTime: inDays(-20) },
      related: { listeners: [] },
    },
    'exactly 7 days old': { asset: { createTime: inDays(-7) }, related: { listeners: [] } },
  },
  unknown: { 'no creation time': { asset: { createTime: undefined }, related: { listeners: [] } } },
});
