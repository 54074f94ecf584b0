import { albRejected } from '../../../../scripts/alb';
import { testChecker } from '../../../harness/check-tester';
import { lb, now } from '../fixtures';

testChecker(albRejected, {
  healthy: { asset: lb, metrics: { rejectedConnections: 0 }, now },
  pass: {
    none: {},
    'one a second': { metrics: { rejectedConnections: 1 } },
    'exactly a higher threshold': { metrics: { rejectedConnections: 2 }, params: { threshold: 2 } },
  },
  fail: {
    'more than one a second': {
      metrics: { rejectedConnections: 1.5 },
      message: 'above',
      severity: 'error',
      text: {
        zh: 'ALB alb-1 丢弃了连接：LoadBalancerRejectedConnection: 1.5（高于 1）',
        en: 'ALB alb-1 rejected connections: LoadBalancerRejectedConnection: 1.5 (above 1)',
      },
    },
  },
  skip: { inactive: { asset: { loadBalancerStatus: 'Inactive' }, metrics: { rejectedConnections: 9 } } },
  unknown: { 'no data': { metrics: { rejectedConnections: undefined } } },
});
