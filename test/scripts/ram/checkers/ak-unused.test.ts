import { akUnused } from '../../../../scripts/ram';
import { testChecker } from '../../../harness/check-tester';
import { account, now, report } from '../fixtures';

testChecker(akUnused, {
  healthy: { asset: account, related: { report: [report({ SubUserWithUnusedAccessKey: 0 })] }, now },
  pass: { none: {} },
  fail: {
    'two users': {
      related: { report: [report({ SubUserWithUnusedAccessKey: 2 })] },
      message: 'unused',
      severity: 'info',
      text: {
        zh: '账号 1000000000000001 有 2 个 RAM 用户的 AccessKey 长期未使用',
        en: '2 RAM users of account 1000000000000001 have access keys that nobody uses',
      },
    },
  },
  unknown: { 'no report': { related: { report: [] } }, 'no number': { related: { report: [report({})] } } },
});
