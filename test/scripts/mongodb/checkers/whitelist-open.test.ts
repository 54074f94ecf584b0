import { whitelistOpen } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { whitelistCases } from '../../../harness/tables';
import { groups, instance, now } from '../fixtures';

const { healthy, ...cases } = whitelistCases(
  { zh: 'MongoDB 实例 dds-1', en: 'MongoDB instance dds-1' },
  groups,
  'securityIpGroup',
);

testChecker(whitelistOpen, { healthy: { asset: instance, ...healthy, now }, ...cases });
