import { noSuccess, plans, successes } from '../../../../scripts/hbr';
import { testChecker } from '../../../harness/check-tester';
import { inDays, now, where } from '../../ecs/fixtures';

const seconds = (days: number, more = 0) => inDays(days, more).getTime() / 1000;
const asset = plans.toAsset(
  {
    PlanId: 'plan-1',
    PlanName: 'nightly',
    SourceType: 'ECS_FILE',
    Disabled: false,
    Schedule: `I|${seconds(-90)}|P1D`,
    CreatedTime: seconds(-100),
    LatestExecuteJobId: 'job-9',
    LatestFinishJobId: 'job-9',
    VaultId: 'v-1',
    InstanceId: 'i-1',
  },
  where,
);
const jobs = (...BackupJob: object[]) => ({
  related: { successes: [successes.toAsset({ RequestId: 'q-1', BackupJobs: { BackupJob } }, where)] },
});
const done = (...daysAgo: number[]) => jobs(...daysAgo.map((days) => ({ CompleteTime: seconds(-days) })));
const rules = (...all: { readonly schedule: string; readonly disabled: boolean }[]) => ({
  schedule: undefined,
  rule: all,
});
const DAILY = `I|${seconds(-90)}|P1D`;
const WEEKLY = `I|${seconds(-90)}|P1W`;

testChecker(noSuccess, {
  healthy: { asset, ...done(0.5, 1.5), now },
  pass: {
    'half a day ago': {},
    'a day and its margin ago': done(3, 2),
    'a weekly plan': { asset: { schedule: WEEKLY }, ...done(7.5) },
    'every four weeks': { asset: { schedule: `I|${seconds(-90)}|P28D` }, ...done(28.5) },
    'one that runs, within the time for that': { asset: { latestExecuteJobId: 'job-10' }, ...done(5) },
    'the tightest of the rules that are on': {
      asset: rules({ schedule: DAILY, disabled: true }, { schedule: WEEKLY, disabled: false }),
      ...done(8),
    },
    'a longer margin': { params: { margin: 48 }, ...done(3) },
  },
  fail: {
    'a day, its margin and a little more ago': {
      ...done(2.01, 3),
      message: 'old',
      severity: 'error',
      text: {
        zh: '备份计划 plan-1（ECS_FILE i-1）每 24 小时备份一次，最近一次成功在 48 小时前（2026-02-26T23:45Z）',
        en: 'Backup plan plan-1 of ECS_FILE i-1 runs every 24 hours; its last success was 48 hours ago (2026-02-26T23:45Z)',
      },
    },
    hourly: {
      asset: { schedule: `I|${seconds(-90)}|PT1H` },
      ...done(1.1),
      message: 'old',
      severity: 'error',
      data: { every: 1, threshold: 25, unit: 'h' },
    },
    'one rule of a server is daily': {
      asset: rules({ schedule: WEEKLY, disabled: false }, { schedule: DAILY, disabled: false }),
      ...done(3),
      message: 'old',
      severity: 'error',
      data: { every: 24 },
    },
    'one that runs for too long': {
      asset: { latestExecuteJobId: 'job-10' },
      ...done(5.1),
      message: 'old',
      severity: 'error',
      data: { threshold: 120 },
    },
    'one that runs, with less time for that': {
      asset: { latestExecuteJobId: 'job-10' },
      params: { running: 1 },
      ...done(3),
      message: 'old',
      severity: 'error',
      data: { threshold: 49 },
    },
    never: {
      ...done(),
      message: 'never',
      severity: 'error',
      text: {
        zh: '备份计划 plan-1（ECS_FILE i-1）每 24 小时备份一次，从未成功',
        en: 'Backup plan plan-1 of ECS_FILE i-1 runs every 24 hours and has never succeeded',
      },
    },
  },
  skip: {
    disabled: { asset: { disabled: true }, ...done() },
    'all rules are off': { asset: rules({ schedule: DAILY, disabled: true }), ...done() },
    'begins tomorrow': { asset: { schedule: `I|${seconds(1)}|P1D` }, ...done() },
    'made just now': { asset: { createdTime: inDays(-1) }, ...done() },
    'made long ago, begun just now': { asset: { schedule: `I|${seconds(-1)}|P1D` }, ...done() },
  },
  unknown: {
    'no schedule': { asset: { schedule: undefined } },
    'a schedule of another form': { asset: { schedule: 'W|1|P1D' } },
    'a schedule that never comes': { asset: { schedule: `I|${seconds(-90)}|P` } },
    'a rule of another form': {
      asset: rules({ schedule: 'X', disabled: false }, { schedule: DAILY, disabled: false }),
    },
    'a job without its end': jobs({ JobId: 'job-1' }),
    'no list of jobs': { related: { successes: [] } },
    'no creation time': { asset: { createdTime: undefined }, ...done() },
  },
  // Nobody has switched it off; nothing tells of a job that runs; without rules the plan's schedule counts.
  absentIsFact: ['disabled', 'rule', 'latestExecuteJobId', 'latestFinishJobId'],
});
