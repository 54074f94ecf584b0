import { statusAbnormal } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { lb, now } from '../fixtures';

testChecker(statusAbnormal, {
  healthy: { asset: lb, now },
  pass: { active: {} },
  fail: {
    locked: {
      asset: { loadBalancerStatus: 'locked' },
      message: 'locked',
      severity: 'critical',
      text: { zh: 'CLB lb-1 被锁定', en: 'CLB lb-1 is locked' },
    },
    inactive: {
      asset: { loadBalancerStatus: 'inactive' },
      message: 'inactive',
      severity: 'warning',
      text: { zh: 'CLB lb-1 已停用', en: 'CLB lb-1 is inactive' },
    },
  },
});
