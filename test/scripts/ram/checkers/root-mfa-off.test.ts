import { rootMfaOff } from '../../../../scripts/ram';
import { testChecker } from '../../../harness/check-tester';
import { account, now, report } from '../fixtures';

testChecker(rootMfaOff, {
  healthy: { asset: account, related: { report: [report({ BindMfa: true })] }, now },
  pass: { bound: {} },
  fail: {
    'not bound': {
      related: { report: [report({ BindMfa: false })] },
      message: 'off',
      severity: 'critical',
      text: {
        zh: '主账号 1000000000000001 未绑定 MFA 设备',
        en: 'The root account 1000000000000001 has no MFA device',
      },
    },
  },
  unknown: { 'no report': { related: { report: [] } }, 'no flag': { related: { report: [report({})] } } },
});
