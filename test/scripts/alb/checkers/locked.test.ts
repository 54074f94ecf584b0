import { albLocked } from '../../../../scripts/alb';
import { testChecker } from '../../../harness/check-tester';
import { lb, now } from '../fixtures';

testChecker(albLocked, {
  healthy: { asset: lb, now },
  pass: { normal: {}, 'being changed': { asset: { loadBalancerStatus: 'Configuring' } } },
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
    'could not be created': {
      asset: { loadBalancerStatus: 'CreateFailed' },
      message: 'failed',
      severity: 'warning',
      text: { zh: 'ALB 实例 alb-1 创建失败', en: 'ALB alb-1 could not be created' },
    },
    'switched off': {
      asset: { loadBalancerStatus: 'Inactive' },
      message: 'inactive',
      severity: 'warning',
      text: { zh: 'ALB 实例 alb-1 已停用', en: 'ALB alb-1 is inactive' },
    },
  },
  unknown: { 'no status': { asset: { loadBalancerBussinessStatus: undefined } } },
});
