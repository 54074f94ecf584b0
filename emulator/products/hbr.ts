/** Cloud Backup: jobs that failed, most of them long ago. */
import { describeRegions, listing, repeated, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { ApiError, invalidParameter } from '../errors';
import { numberPaging } from '../paging';
import { hash } from '../random';
import { DAY, HOUR } from '../time';
import type { Scope } from '../world';

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

function row(scope: Scope, index: number): Body {
  const population = scope.population('backupJob');
  const seed = hash(population.key, index);
  const recent = scope.condition('backupJob', index) !== undefined;
  const ended = Math.floor(
    (recent ? scope.since('backupJob', index) - 5 * HOUR : scope.world.time - (3 + (seed % 60)) * DAY) / 1000,
  );
  const source = sourceOf(index);
  const status = statusOf(scope, index);
  return {
    JobId: population.idOf(index),
    JobName: `job-${index + 1}`,
    Status: status,
    SourceType: source,
    ErrorMessage: status === 'FAILED' ? 'SOURCE_NOT_EXIST' : 'PARTIAL_COMPLETE',
    PlanId: `plan-emulated${index % 4}`,
    VaultId: 'v-emulated00001',
    BackupType: 'COMPLETE',
    CreatedTime: ended - 3600,
    StartTime: ended - 3600,
    CompleteTime: ended,
    UpdatedTime: ended,
    Progress: status === 'FAILED' ? 0 : 10_000,
    ...(source === 'ECS_FILE' || source === 'UDM_ECS' ? { InstanceId: `i-emulated${index}` } : {}),
    ...(source === 'OSS' && { Bucket: `backed-up-${index}` }),
    ...(source === 'NAS' && { FileSystemId: `${index}4b5c` }),
    ...(source === 'OTS' && { InstanceName: 'orders', TableName: `table-${index}` }),
  };
}

const describeBackupJobs2: Action = {
  name: 'DescribeBackupJobs2',
  params: ['SourceType', 'Filters'],
  required: ['SourceType'],
  paging: numberPaging({ default: 10, max: 99, over: 'refuse' }),
  items: 'BackupJobs.BackupJob',
  itemId: 'JobId',
  handle(call) {
    const { scope, params } = call;
    const { SourceType: source = '', 'Filters.1.Key': key, 'Filters.1.Operator': operator = 'IN' } = params;
    if (!SOURCES.includes(source)) throw invalidParameter('SourceType', `one of ${SOURCES.join(', ')} expected`);
    if (params['Filters.2.Key'] !== undefined || (key !== undefined && (key !== 'Status' || operator !== 'IN'))) {
      throw new ApiError(400, 'InvalidParameter.Filters', 'The emulator filters by Status IN only.');
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
  actions: [describeRegions('Regions.Region', []), describeBackupJobs2],
};

export const hbr = emulated({
  products: [api],
  kinds: {
    backupJob: { prefix: 'job-', size: 'backupJobs', usual: 15 },
  },
  conditions: {
    'hbr-failed': { kind: 'backupJob', detail: 'FAILED 5 hours ago' },
    'hbr-partial': { kind: 'backupJob', detail: 'PARTIAL_COMPLETE 5 hours ago' },
  },
  raises: {
    'hbr-failed': ['hbr-failed error'],
    'hbr-partial': ['hbr-failed warning'],
  },
});
