import { rootAk } from '../../../../scripts/ram';
import { testChecker } from '../../../harness/check-tester';
import { account, now, report } from '../fixtures';

testChecker(rootAk, {
  healthy: { asset: account, related: { report: [report({ RootWithAccessKey: 0 })] }, now },
  pass: { 'no key': {} },
  fail: {
    'one key': {
      related: { report: [report({ RootWithAccessKey: 1 })] },
      message: 'keys',
      severity: 'critical',
      text: {
        zh: '主账号 1000000000000001 有 1 个 AccessKey',
        en: 'The root account 1000000000000001 has 1 access keys',
      },
    },
  },
  unknown: { 'no report': { related: { report: [] } }, 'no number': { related: { report: [report({})] } } },
});
