import { whitelistOpen } from '../../../../scripts/redis';
import { testChecker } from '../../../harness/check-tester';
import { whitelistCases } from '../../../harness/tables';
import { groups, instance, now } from '../fixtures';

const { healthy, ...cases } = whitelistCases(
  { zh: 'Redis 实例 r-1', en: 'Redis instance r-1' },
  groups,
  'securityIpGroup',
);

testChecker(whitelistOpen, { healthy: { asset: instance, ...healthy, now }, ...cases });
