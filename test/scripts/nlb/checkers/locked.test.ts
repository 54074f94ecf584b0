import { nlbLocked } from '../../../../scripts/nlb';
import { testChecker } from '../../../harness/check-tester';
import { lb, now } from '../fixtures';

testChecker(nlbLocked, {
  healthy: { asset: lb, now },
  pass: { normal: {} },
  fail: {
    locked: {
      asset: { loadBalancerBusinessStatus: 'Abnormal' },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: 'NLB 实例 nlb-1 的业务状态为 Abnormal',
        en: 'The business status of NLB nlb-1 is Abnormal',
      },
    },
  },
  unknown: { 'no status': { asset: { loadBalancerBusinessStatus: undefined } } },
});
