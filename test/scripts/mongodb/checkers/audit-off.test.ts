import { auditOff } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { audit, instance, now } from '../fixtures';

testChecker(auditOff, {
  healthy: { asset: instance, related: { policy: [audit('Enable')] }, now },
  pass: { on: {} },
  fail: {
    off: {
      related: { policy: [audit('Disabled')] },
      message: 'off',
      severity: 'warning',
      text: {
        zh: 'MongoDB 实例 dds-1 的审计日志状态为 Disabled',
        en: 'The audit log of MongoDB instance dds-1 is Disabled',
      },
    },
  },
  unknown: {
    'no answer about it': { related: { policy: [] } },
    'no status in the answer': { related: { policy: [audit(undefined)] } },
  },
});
