import { tdeOff } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { instance, now, settings } from '../fixtures';

const tde = (said: string | undefined) => ({ related: { tde: [settings.tde(said)] } });

testChecker(tdeOff, {
  healthy: { asset: instance, ...tde('Enabled'), now },
  pass: { on: {} },
  fail: {
    off: {
      ...tde('Disabled'),
      message: 'off',
      severity: 'info',
      text: {
        zh: 'RDS 实例 rm-1（orders）未开启透明数据加密',
        en: 'RDS instance rm-1 (orders) has no transparent data encryption',
      },
    },
  },
  skip: { 'an engine without it': { asset: { engine: 'MariaDB' }, related: { tde: [] } } },
  unknown: { 'no answer': { related: { tde: [] } }, 'not told': tde(undefined) },
});
