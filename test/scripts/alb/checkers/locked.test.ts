import { albLocked } from '../../../../scripts/alb';
import { testChecker } from '../../../harness/check-tester';
import { lb, now } from '../fixtures';

testChecker(albLocked, {
  healthy: { asset: lb, now },
  pass: { normal: {} },
  fail: {
    locked: {
      asset: { loadBalancerBussinessStatus: 'Abnormal' },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: 'ALB 实例 alb-1 的业务状态为 Abnormal',
        en: 'The business status of ALB alb-1 is Abnormal',
      },
    },
  },
  unknown: { 'no status': { asset: { loadBalancerBussinessStatus: undefined } } },
});
