import { nasExpiring, renewals } from '../../../../scripts/nas';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { now } from '../../ecs/fixtures';
import { fileSystem } from '../fixtures';

const cases = subscriptionCases(
  { zh: '文件系统 extreme-1（share）', en: 'File system extreme-1 (share)' },
  (expiredTime, how, createTime) => ({
    asset: { expiredTime, createTime },
    ...billed(renewals, fileSystem.id, how),
  }),
);

testChecker(nasExpiring, {
  healthy: { asset: fileSystem, ...billed(renewals, fileSystem.id, 'hand'), now },
  ...cases,
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { chargeType: 'PayAsYouGo' } },
    'a storage plan': { asset: { chargeType: 'Package' } },
  },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createTime', 'related.renewal', 'related.renewal.renewStatus'],
  unknown: { ...cases.unknown, 'no charge type': { asset: { chargeType: undefined } } },
});
