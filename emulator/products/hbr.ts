/** Cloud Backup: jobs that failed, most of them long ago. */
import { listing, repeated, type Action, type Body, type Call, type Product } from '../define';
import { emulated } from '../emulated';
import { ApiError, invalidParameter } from '../errors';
import { numberPaging } from '../paging';
import { hash } from '../random';
import { DAY, HOUR } from '../time';
import type { Scope } from '../world';
import { nthOf } from '../common/networks';
import { describeRegions, regionName } from '../regions';

const SOURCES = ['ECS_FILE', 'OSS', 'NAS', 'OTS', 'UDM_ECS', 'UDM_ECS_DISK', 'COMMON_NAS', 'File', 'SYNC'];

/** What there are jobs of. */
const USED = ['ECS_FILE', 'OSS', 'NAS', 'OTS', 'UDM_ECS', 'File', 'COMMON_NAS', 'SYNC'] as const;
const STATUSES = ['COMPLETE', 'PARTIAL_COMPLETE', 'FAILED'];

function sourceOf(index: number): (typeof USED)[number] {
  return USED[index % USED.length] ?? 'OSS';
}

function statusOf(scope: Scope, index: number): string {
  return scope.condition('backupJob', index) === 'hbr-partial' ? 'PARTIAL_COMPLETE' : 'FAILED';
}

/** What is backed up is there, in a world that has something of the kind. */
function sourceFields(scope: Scope, source: string, index: number): Body {
  return {
    ...(source === 'ECS_FILE' || source === 'UDM_ECS'
      ? { InstanceId: nthOf(scope, 'instance', index) ?? `i-emulated${index}` }
      : {}),
    ...(source === 'OSS' && {
      Bucket: nthOf(scope.world.home(scope.account.accountId), 'bucket', index) ?? `backed-up-${index}`,
    }),
    ...(source === 'NAS' && { FileSystemId: nthOf(scope, 'fileSystem', index) ?? `${index}4b5c` }),
    ...(source === 'OTS' && { InstanceName: 'orders' }),
  };
}

/** What a job backs up; of a table store, one table. */
function jobSource(scope: Scope, index: number): Body {
  const source = sourceOf(index);
  return { ...sourceFields(scope, source, index), ...(source === 'OTS' && { TableName: `table-${index}` }) };
}

/** The plan of a job: the one with its number, where there is one that runs. */
function planOf(scope: Scope, index: number): string {
  const id = scope.population('backupPlan').idOf(index);
  const runs = scope.find('backupPlan', id) === index && scope.condition('backupPlan', index) !== 'hbr-no-success';
  return runs ? id : `plan-emulated${index}`;
}

/** When a planted failure was: hours before it was planted. */
function failedAt(scope: Scope, index: number): number | undefined {
  return scope.condition('backupJob', index) === undefined ? undefined : scope.since('backupJob', index) - 5 * HOUR;
}

function row(scope: Scope, index: number): Body {
  const population = scope.population('backupJob');
  const seed = hash(population.key, index);
  const ended = Math.floor((failedAt(scope, index) ?? scope.world.time - (3 + (seed % 60)) * DAY) / 1000);
  const source = sourceOf(index);
  const status = statusOf(scope, index);
  return {
    JobId: population.idOf(index),
    JobName: `job-${index + 1}`,
    Status: status,
    SourceType: source,
    ErrorMessage: status === 'FAILED' ? 'SOURCE_NOT_EXIST' : 'PARTIAL_COMPLETE',
    PlanId: planOf(scope, index),
    VaultId: 'v-emulated00001',
    BackupType: 'COMPLETE',
    CreatedTime: ended - 3600,
    StartTime: ended - 3600,
    CompleteTime: ended,
    UpdatedTime: ended,
    Progress: status === 'FAILED' ? 0 : 10_000,
    ...jobSource(scope, index),
  };
}

/** A plan that backs up every night, when it was begun (ms) and when it last succeeded. */
function planAt(scope: Scope, index: number) {
  const population = scope.population('backupPlan');
  const seed = hash(population.key, index);
  const missed = scope.condition('backupPlan', index) === 'hbr-no-success';
  const usual = scope.world.time - (2 + (seed % 20)) * HOUR;
  // While a job of it has failed there is no success after that, for a day.
  const failed = failedAt(scope, index) ?? -Infinity;
  const well = scope.world.time - failed > DAY ? usual : Math.min(usual, failed - 20 * HOUR);
  const last = missed ? scope.since('backupPlan', index) - 5 * DAY : well;
  return { id: population.idOf(index), seed, last, begun: scope.world.now - (100 + (seed % 300)) * DAY };
}

function planRow(scope: Scope, index: number): Body {
  const { id, seed, begun } = planAt(scope, index);
  const source = sourceOf(index);
  const created = Math.floor(begun / 1000);
  const schedule = `I|${created + 3600}|P1D`;
  return {
    PlanId: id,
    PlanName: `nightly-${index + 1}`,
    SourceType: source,
    BackupType: 'COMPLETE',
    Disabled: false,
    CreatedTime: created,
    UpdatedTime: created,
    Retention: 30,
    VaultId: 'v-emulated00001',
    LatestExecuteJobId: `job-${seed}0`,
    LatestFinishJobId: `job-${seed}0`,
    ...(source === 'UDM_ECS'
      ? {
          Rules: { Rule: [{ RuleId: 'r-1', RuleName: 'nightly', Schedule: schedule, Disabled: false, Retention: 30 }] },
        }
      : { Schedule: schedule }),
    ...sourceFields(scope, source, index),
  };
}

const describeBackupPlans: Action = {
  name: 'DescribeBackupPlans',
  params: ['SourceType'],
  required: ['SourceType'],
  paging: numberPaging({ default: 10, max: 99, over: 'refuse' }),
  items: 'BackupPlans.BackupPlan',
  itemId: 'PlanId',
  handle(call) {
    const { scope, params } = call;
    const { SourceType: source = '' } = params;
    if (!SOURCES.includes(source)) throw invalidParameter('SourceType', `one of ${SOURCES.join(', ')} expected`);
    const chosen = scope.filtered('backupPlan', source, (index) => sourceOf(index) === source);
    const { rows, fields } = call.page(listing(chosen.length, (i) => planRow(scope, chosen.at(i))));
    return { BackupPlans: { BackupPlan: rows }, Success: true, Code: '200', Message: 'successful', ...fields };
  },
};

/** The jobs of one plan, newest first: those that failed, and one a day that did not, for a week. */
function jobsOfPlan(call: Call, planId: string): Body {
  const { scope, params } = call;
  const { SourceType: source = '' } = params;
  const wanted = repeated(params, 'Filters.2.Values');
  const index = scope.find('backupPlan', planId);
  const fits = index !== undefined && sourceOf(index) === source;
  const { seed, last } = fits ? planAt(scope, index) : { seed: 0, last: 0 };
  const done = Array.from({ length: fits ? 7 : 0 }, (_, n): Body => {
    const ended = Math.floor((last - n * DAY) / 1000);
    return {
      JobId: `job-${seed}${n}`,
      PlanId: planId,
      Status: 'COMPLETE',
      SourceType: source,
      CreatedTime: ended - 3600,
      StartTime: ended - 3600,
      CompleteTime: ended,
      ...(fits && jobSource(scope, index)),
    };
  });
  const failed = scope.filtered(
    'backupJob',
    `plan/${planId}/${source}`,
    (job) => sourceOf(job) === source && planOf(scope, job) === planId,
  );
  const all = [...done, ...Array.from({ length: failed.length }, (_, n) => row(scope, failed.at(n)))]
    .filter(({ Status }) => wanted.includes(String(Status)))
    .sort((a, b) => Number(b.CompleteTime) - Number(a.CompleteTime));
  const { rows, fields } = call.page(listing(all.length, (n) => all[n] ?? {}));
  return { BackupJobs: { BackupJob: rows }, Success: true, Code: '200', Message: 'successful', ...fields };
}

const describeBackupJobs2: Action = {
  name: 'DescribeBackupJobs2',
  params: ['SourceType', 'Filters', 'SortDirection'],
  required: ['SourceType'],
  paging: numberPaging({ default: 10, max: 99, over: 'refuse' }),
  items: 'BackupJobs.BackupJob',
  itemId: 'JobId',
  handle(call) {
    const { scope, params } = call;
    const { SourceType: source = '', 'Filters.1.Key': key, 'Filters.1.Operator': operator = 'IN' } = params;
    if (!SOURCES.includes(source)) throw invalidParameter('SourceType', `one of ${SOURCES.join(', ')} expected`);
    const plan = params['Filters.1.Values.1'];
    if (key === 'PlanId' && plan !== undefined && params['Filters.2.Key'] === 'Status') return jobsOfPlan(call, plan);
    if (params['Filters.2.Key'] !== undefined || (key !== undefined && (key !== 'Status' || operator !== 'IN'))) {
      throw new ApiError(
        400,
        'InvalidParameter.Filters',
        'The emulator filters by Status IN, or by one PlanId and Status.',
      );
    }
    const wanted = key === undefined ? STATUSES : repeated(params, 'Filters.1.Values');
    const chosen = scope.filtered(
      'backupJob',
      `${source}/${wanted.join()}`,
      (index) => sourceOf(index) === source && wanted.includes(statusOf(scope, index)),
    );
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i))));
    return { BackupJobs: { BackupJob: rows }, Success: true, Code: '200', Message: 'successful', ...fields };
  },
};

const api: Product = {
  code: 'hbr',
  version: '2017-09-08',
  actions: [
    describeRegions('Regions.Region', {
      params: [],
      row: (region) => ({ RegionId: region, LocalName: regionName(region) }),
      around: { Code: '200', Message: 'successful', Success: true },
    }),
    describeBackupJobs2,
    describeBackupPlans,
  ],
};

export const hbr = emulated({
  products: [api],
  kinds: {
    backupJob: { prefix: 'job-', size: 'backupJobs', usual: 15 },
    backupPlan: { prefix: 'plan-', size: 'backupPlans', usual: 16 },
  },
  conditions: {
    'hbr-failed': { kind: 'backupJob', detail: 'FAILED 5 hours ago' },
    'hbr-partial': { kind: 'backupJob', detail: 'PARTIAL_COMPLETE 5 hours ago' },
    'hbr-no-success': { kind: 'backupPlan', detail: 'a daily plan that last succeeded 5 days ago' },
  },
  raises: {
    'hbr-failed': ['hbr-failed error'],
    'hbr-partial': ['hbr-failed warning'],
    'hbr-no-success': ['hbr-no-success error'],
  },
});
