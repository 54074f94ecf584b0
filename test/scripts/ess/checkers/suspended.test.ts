import { essSuspended } from '../../../../scripts/ess';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { disabled, group } from '../fixtures';

testChecker(essSuspended, {
  healthy: { asset: group, now },
  pass: { scaling: {} },
  fail: {
    suspended: {
      asset: { systemSuspended: true },
      message: 'suspended',
      severity: 'error',
      text: {
        zh: '伸缩组 asg-1（web）的伸缩活动已被系统停止',
        en: 'The system has stopped the scaling of group asg-1 (web)',
      },
    },
  },
  skip: { disabled },
  unknown: { 'not told': { asset: { systemSuspended: undefined } } },
});
