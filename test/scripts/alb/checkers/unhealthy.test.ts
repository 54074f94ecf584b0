import { albUnhealthy } from '../../../../scripts/alb';
import { testChecker } from '../../../harness/check-tester';
import { lb, now } from '../fixtures';

testChecker(albUnhealthy, {
  healthy: { asset: lb, metrics: { unhealthy: 0, healthy: 4 }, now },
  pass: { none: {}, 'exactly a higher count': { metrics: { unhealthy: 2 }, params: { count: 2 } } },
  fail: {
    'one of fifty, as in a rolling update': {
      metrics: { unhealthy: 1, healthy: 49 },
      message: 'share',
      severity: 'warning',
      text: {
        zh: 'ALB alb-1 的 50 台服务器中有 1 台异常',
        en: '1 of 50 servers of ALB alb-1 are unhealthy',
      },
      data: { value: 1, threshold: 0 },
    },
    'exactly half': {
      metrics: { unhealthy: 2, healthy: 2 },
      message: 'share',
      severity: 'warning',
      data: { value: 2, total: 4 },
    },
    'more than half': {
      metrics: { unhealthy: 3, healthy: 2 },
      message: 'share',
      severity: 'critical',
      data: { value: 3, total: 5 },
    },
    'more than a share that somebody has set': {
      metrics: { unhealthy: 1, healthy: 4 },
      params: { criticalPercent: 10 },
      message: 'share',
      severity: 'critical',
      data: { total: 5 },
    },
    'all, whatever the share': {
      metrics: { unhealthy: 2, healthy: 0 },
      params: { criticalPercent: 100 },
      message: 'none',
      severity: 'critical',
      data: { total: 2 },
    },
    'one, nobody knows of how many': {
      metrics: { unhealthy: 1, healthy: undefined },
      message: 'unhealthy',
      severity: 'warning',
      text: { zh: 'ALB alb-1 有 1 台异常服务器', en: 'ALB alb-1 has 1 unhealthy servers' },
      data: { value: 1, threshold: 0 },
    },
  },
  skip: { inactive: { asset: { loadBalancerStatus: 'Inactive' }, metrics: { unhealthy: 2 } } },
  unknown: { 'no data': { metrics: { unhealthy: undefined } } },
});
