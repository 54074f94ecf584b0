import { iopsHigh } from '../../../../scripts/polardb';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { cluster, now } from '../fixtures';
import { LEVELS, POSTGRES, STOPPED, reading, textOf } from '../usage';

testChecker(iopsHigh, {
  healthy: { asset: cluster, ...reading('value')(0.1), now },
  ...levelCases(
    { ...LEVELS, text: textOf('IOPS 使用率', 'Node pi-1 of PolarDB cluster pc-1 uses 80.01 % of its IOPS') },
    reading('value'),
  ),
  skip: { PostgreSQL: { asset: POSTGRES }, stopped: { asset: STOPPED, ...reading('value')(undefined) } },
});
