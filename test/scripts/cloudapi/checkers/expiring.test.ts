import { cloudapiExpiring, renewals } from '../../../../scripts/cloudapi';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { inDays, instance, now } from '../fixtures';

const cases = subscriptionCases(
  { zh: 'API 网关实例 apigateway-1（public）', en: 'API Gateway instance apigateway-1 (public)' },
  (expiredTime, how, createdTime) => ({
    asset: { expiredTime, createdTime },
    ...billed(renewals, 'apigateway-1', how),
  }),
);

testChecker(cloudapiExpiring, {
  healthy: { asset: instance, now, ...billed(renewals, 'apigateway-1', 'hand') },
  ...cases,
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { instanceChargeType: 'PostPaid', expiredTime: inDays(1) } },
    shared: { asset: { instanceType: 'VPC_SHARED', instanceChargeType: undefined, expiredTime: undefined } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { instanceChargeType: undefined } } },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['createdTime', 'instanceType', 'related.renewal', 'related.renewal.renewStatus'],
});
