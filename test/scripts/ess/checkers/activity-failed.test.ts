import { activityFailed, failedActivities } from '../../../../scripts/ess';
import { testChecker } from '../../../harness/check-tester';
import { inDays, now, where } from '../../ecs/fixtures';
import { disabled, group } from '../fixtures';

/** Failures so many days ago. */
const failures = (...days: (number | undefined)[]) => ({
  related: {
    failed: days.map((ago, n) =>
      failedActivities.toAsset(
        {
          ScalingActivityId: `asa-${n}`,
          StartTime: ago === undefined ? '' : inDays(-ago).toISOString(),
          StatusMessage: `no stock in zone ${n}`,
        },
        where,
      ),
    ),
  },
});

testChecker(activityFailed, {
  healthy: { asset: group, ...failures(), now },
  pass: {
    none: {},
    'two of a day': failures(0.1, 0.2),
    'three, of which one is older': failures(0.1, 0.2, 1.1),
  },
  fail: {
    'three of a day': {
      ...failures(0.9, 0.1, 1),
      message: 'failed',
      severity: 'warning',
      text: {
        zh: '伸缩组 asg-1（web）最近 24 小时有 3 次伸缩活动失败，最近一次：no stock in zone 1',
        en: '3 activities of scaling group asg-1 (web) failed in the last 24 hours, the newest one: no stock in zone 1',
      },
    },
    'one, where one is enough': {
      ...failures(0.5),
      params: { least: 1 },
      message: 'failed',
      severity: 'warning',
      data: { value: 1, threshold: 1 },
    },
    'three of a week, where that counts': {
      ...failures(0.5, 3, 6),
      params: { hours: 168 },
      message: 'failed',
      severity: 'warning',
      data: { value: 3, hours: 168 },
    },
  },
  skip: { disabled },
  unknown: { 'no time': failures(0.1, undefined) },
  absentIsFact: ['related.failed', 'related.failed.statusMessage'],
});

test('a group that was stopped for its failures is told once', () => {
  expect(activityFailed.because).toContainEqual('ess-suspended');
});
