import { kernelOld } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { instance, kernel, now } from '../fixtures';

const runs = (...versions: Parameters<typeof kernel>) => ({ related: { attributes: [kernel(...versions)] } });

testChecker(kernelOld, {
  healthy: { asset: instance, ...runs('rds_20260331', 'rds_20260331'), now },
  pass: { 'the newest': {} },
  fail: {
    'an older one': {
      ...runs('rds_20241130', 'rds_20260331'),
      message: 'old',
      severity: 'info',
      text: {
        zh: 'RDS 实例 rm-1（orders）的小版本为 rds_20241130，最新为 rds_20260331',
        en: 'RDS instance rm-1 (orders) runs rds_20241130; the newest is rds_20260331',
      },
    },
  },
  skip: { 'one that upgrades itself': runs('rds_20241130', 'rds_20260331', 'Auto') },
  unknown: {
    'no answer': { related: { attributes: [] } },
    'no current version': runs(undefined, 'rds_20260331'),
    'no newest version': runs('rds_20241130'),
  },
  absentIsFact: ['related.attributes.autoUpgradeMinorVersion'],
});
