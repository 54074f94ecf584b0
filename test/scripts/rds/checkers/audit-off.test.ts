import { auditOff } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { instance, now, settings } from '../fixtures';

const audit = (said: string | undefined) => ({ related: { audit: [settings.audit(said)] } });

testChecker(auditOff, {
  healthy: { asset: instance, ...audit('Enable'), now },
  pass: { on: {} },
  fail: {
    off: {
      ...audit('Disabled'),
      message: 'off',
      severity: 'info',
      text: { zh: 'RDS 实例 rm-1（orders）未开启 SQL 审计', en: 'RDS instance rm-1 (orders) keeps no audit of SQL' },
    },
  },
  skip: { 'an engine without it': { asset: { engine: 'MariaDB' }, related: { audit: [] } } },
  unknown: { 'no answer': { related: { audit: [] } }, 'not told': audit(undefined) },
});
