import { albUnhealthy } from '../../../../scripts/alb';
import { testChecker } from '../../../harness/check-tester';
import { lb, now } from '../fixtures';

testChecker(albUnhealthy, {
  healthy: { asset: lb, metrics: { unhealthy: 0 }, now },
  pass: { none: {}, 'exactly a higher count': { metrics: { unhealthy: 2 }, params: { count: 2 } } },
  fail: {
    one: {
      metrics: { unhealthy: 1 },
      message: 'unhealthy',
      severity: 'critical',
      text: { zh: 'ALB alb-1 有 1 台异常服务器', en: 'ALB alb-1 has 1 unhealthy servers' },
      data: { value: 1, threshold: 0 },
    },
  },
  skip: { inactive: { asset: { loadBalancerStatus: 'Inactive' }, metrics: { unhealthy: 2 } } },
  unknown: { 'no data': { metrics: { unhealthy: undefined } } },
});
