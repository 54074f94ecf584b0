import { cloudfwExpiring, renewals } from '../../../../scripts/cloudfw';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { billed } from '../../bss/fixtures';
import { firewall, inDays, now } from '../fixtures';

const cases = subscriptionCases(
  { zh: '云防火墙 vipcloudfw-1', en: 'Cloud Firewall vipcloudfw-1' },
  (expire, how, startTime) => ({ asset: { expire, startTime }, ...billed(renewals, 'vipcloudfw-1', how) }),
);

testChecker(cloudfwExpiring, {
  healthy: { asset: firewall, now, ...billed(renewals, 'vipcloudfw-1', 'hand') },
  ...cases,
  fail: {
    ...cases.fail,
    'over and out of force, and billing knows it': {
      asset: { userStatus: false, expire: inDays(-1) },
      ...billed(renewals, 'vipcloudfw-1', 'hand'),
      message: 'expired',
      severity: 'critical',
      data: { value: -1 },
    },
  },
  skip: {
    ...cases.skip,
    'pay-as-you-go': { asset: { version: 10, expire: inDays(1) } },
    'no firewall': { asset: { instanceStatus: 'free', expire: inDays(-30) } },
    'a trial that is over': {
      asset: { userStatus: false, expire: inDays(-1) },
      ...billed(renewals, 'vipcloudfw-1', 'untold'),
    },
  },
  unknown: {
    ...cases.unknown,
    'out of force, and billing cannot be read': {
      asset: { userStatus: false, expire: inDays(-1) },
      related: { renewal: [] },
      unread: ['renewal'],
    },
    'no version': { asset: { version: undefined } },
  },
  // Its id is in the message only. Without its start no billing period is told from another.
  absentIsFact: [
    'instanceId',
    'userStatus',
    'instanceStatus',
    'startTime',
    'related.renewal',
    'related.renewal.renewStatus',
  ],
});
