import { sslOff } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { instance, now, settings } from '../fixtures';

const ssl = (said: string | undefined) => ({ related: { ssl: [settings.ssl(said)] } });

testChecker(sslOff, {
  healthy: { asset: instance, ...ssl('Yes'), now },
  pass: { 'on, as MySQL says it': {}, 'on, as PostgreSQL says it': { asset: { engine: 'PostgreSQL' }, ...ssl('on') } },
  fail: {
    off: {
      ...ssl('No'),
      message: 'off',
      severity: 'info',
      text: { zh: 'RDS 实例 rm-1（orders）未开启 SSL', en: 'RDS instance rm-1 (orders) does not offer SSL' },
    },
    'off, as PostgreSQL says it': {
      asset: { engine: 'PostgreSQL' },
      ...ssl('off'),
      message: 'off',
      severity: 'info',
      data: { id: 'rm-1' },
    },
  },
  skip: { 'an engine without it': { asset: { engine: 'MariaDB' }, related: { ssl: [] } } },
  unknown: { 'no answer': { related: { ssl: [] } }, 'not told': ssl(undefined) },
});
