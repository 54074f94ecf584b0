import { renewals, wafExpiring } from '../../../../scripts/waf';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { inDays, instance, none, now } from '../fixtures';

const cases = subscriptionCases({ zh: 'WAF 实例 waf-1', en: 'WAF instance waf-1' }, (endTime, how, startTime) => ({
  asset: { endTime, startTime },
  ...billed(renewals, 'waf-1', how),
}));

testChecker(wafExpiring, {
  healthy: { asset: instance, now, ...billed(renewals, 'waf-1', 'hand') },
  ...cases,
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { payType: 'POSTPAY', endTime: inDays(1) } },
    'no instance here': { asset: none },
    released: { asset: { status: 3, endTime: inDays(-30) } },
  },
  unknown: { ...cases.unknown, 'no charge type': { asset: { payType: undefined } } },
  // Its id is in the message only. Without its start no billing period is told from another.
  absentIsFact: ['instanceId', 'status', 'startTime', 'related.renewal', 'related.renewal.renewStatus'],
});
