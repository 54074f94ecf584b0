import { projectDisabled } from '../../../../scripts/sls';
import { testChecker } from '../../../harness/check-tester';
import { now, project } from '../fixtures';

testChecker(projectDisabled, {
  healthy: { asset: project, now },
  pass: { normal: {} },
  fail: {
    disabled: {
      asset: { status: 'Disable' },
      message: 'disabled',
      severity: 'error',
      text: { zh: '日志项目 orders 被禁用', en: 'Log project orders is disabled' },
    },
  },
  unknown: { 'no state': { asset: { status: undefined } } },
});
