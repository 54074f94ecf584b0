import { nlbLocked } from '../../../../scripts/nlb';
import { testChecker } from '../../../harness/check-tester';
import { lb, now } from '../fixtures';

testChecker(nlbLocked, {
  healthy: { asset: lb, now },
  pass: { normal: {}, 'being changed': { asset: { loadBalancerStatus: 'Configuring' } } },
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
    'could not be created': {
      asset: { loadBalancerStatus: 'CreateFailed' },
      message: 'failed',
      severity: 'warning',
      text: { zh: 'NLB 实例 nlb-1 创建失败', en: 'NLB nlb-1 could not be created' },
    },
    'switched off': {
      asset: { loadBalancerStatus: 'Inactive' },
      message: 'inactive',
      severity: 'warning',
      text: { zh: 'NLB 实例 nlb-1 已停用', en: 'NLB nlb-1 is inactive' },
    },
  },
  skip: { 'going away': { asset: { loadBalancerStatus: 'Deleting' } } },
  unknown: { 'no status': { asset: { loadBalancerBusinessStatus: undefined } } },
});
