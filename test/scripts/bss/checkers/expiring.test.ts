import { bssExpiring } from '../../../../scripts/bss';
import { testChecker } from '../../../harness/check-tester';
import { subscriptionCases } from '../../../harness/subscriptions';
import { inDays, now, subscription } from '../fixtures';

const STATUSES = { auto: 'AutoRenewal', hand: 'ManualRenewal', none: 'NotRenewal', untold: undefined } as const;
const cases = subscriptionCases(
  { zh: 'sas 实例 sas-1（cn-hangzhou）', en: 'sas instance sas-1 (cn-hangzhou)' },
  (endTime, how, createTime) => ({ asset: { endTime, createTime, renewStatus: STATUSES[how] } }),
  [],
);

testChecker(bssExpiring, {
  healthy: { asset: subscription, now },
  ...cases,
  fail: {
    ...cases.fail,
    'no region': {
      asset: { instanceRegion: undefined, endTime: inDays(5) },
      message: 'soon',
      severity: 'critical',
      data: { region: '-' },
    },
  },
  skip: {
    ...cases.skip,
    'marked as not renewed': { asset: { renewStatus: 'NotRenewal', endTime: inDays(5) } },
    'marked as not renewed, and ended': { asset: { renewStatus: 'NotRenewal', endTime: inDays(-1) } },
  },
  // Without it a billing period is not told from any other, and how it renews is not known.
  absentIsFact: ['renewStatus', 'createTime'],
});
