import { whitelistOpen } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { whitelistCases } from '../../../harness/tables';
import { groups, instance, now } from '../fixtures';

const { healthy, ...cases } = whitelistCases(
  { zh: 'RDS 实例 rm-1', en: 'RDS instance rm-1' },
  groups,
  'dBInstanceIPArray',
);

testChecker(whitelistOpen, { healthy: { asset: instance, ...healthy, now }, ...cases });
