import { slbDrop } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { lb, now } from '../fixtures';

testChecker(slbDrop, {
  healthy: { asset: lb, metrics: { connections: 0, packets: 0, traffic: 0 }, now },
  pass: {
    'no drops': {},
    'one a second': { metrics: { connections: 1 } },
    'exactly a higher threshold': { metrics: { packets: 5 }, params: { threshold: 5 } },
  },
  fail: {
    connections: {
      metrics: { connections: 1.2 },
      message: 'above',
      severity: 'error',
      text: {
        zh: 'CLB lb-1 在 15 分钟内有丢弃：InstanceDropConnection: 1.2',
        en: 'CLB lb-1 dropped during 15 minutes: InstanceDropConnection: 1.2',
      },
    },
  },
  skip: { inactive: { asset: { loadBalancerStatus: 'inactive' }, metrics: { connections: 9 } } },
  unknown: { 'traffic is not known': { metrics: { traffic: undefined } } },
});
