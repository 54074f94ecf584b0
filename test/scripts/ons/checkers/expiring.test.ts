import { onsExpiring, renewals } from '../../../../scripts/ons';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { now } from '../../ecs/fixtures';
import { instance } from '../fixtures';

const expiry = subscriptionCases(
  { zh: 'RocketMQ 4.x 实例 MQ_INST_1（trade）', en: 'RocketMQ 4.x instance MQ_INST_1 (trade)' },
  (releaseTime, how, createTime) => ({
    asset: { releaseTime, createTime },
    ...billed(renewals, 'MQ_INST_1', how),
  }),
);
testChecker(onsExpiring, {
  healthy: { asset: instance, now, ...billed(renewals, 'MQ_INST_1', 'hand') },
  ...expiry,
  skip: { ...expiry.skip, 'standard edition, paid as it goes': { asset: { instanceType: 1, releaseTime: undefined } } },
  unknown: { ...expiry.unknown, 'no edition': { asset: { instanceType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createTime', 'related.renewal', 'related.renewal.renewStatus'],
});
