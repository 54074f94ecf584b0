import { nlbDrop } from '../../../../scripts/nlb';
import { testChecker } from '../../../harness/check-tester';
import { lb, now } from '../fixtures';

testChecker(nlbDrop, {
  healthy: { asset: lb, metrics: { connections: 0 }, now },
  pass: {
    'no drops': {},
    'one a second': { metrics: { connections: 1 } },
    'exactly a higher threshold': { metrics: { connections: 5 }, params: { threshold: 5 } },
  },
  fail: {
    'more than one a second': {
      metrics: { connections: 1.1 },
      message: 'above',
      severity: 'error',
      text: {
        zh: 'NLB nlb-1 在 15 分钟内丢弃了连接：InstanceDropConnection: 1.1',
        en: 'NLB nlb-1 dropped connections during 15 minutes: InstanceDropConnection: 1.1',
      },
    },
  },
  skip: { 'being changed': { asset: { loadBalancerStatus: 'Configuring' }, metrics: { connections: 9 } } },
  unknown: { 'no data': { metrics: { connections: undefined } } },
});
