import { defineCollector, instant, list, oneOf, rpc, single, text } from '../../../lib/define';
import { hbr } from '../product';
import { failedJobs } from './failed-jobs';

/**
 * The newest jobs of a failed one's plan that have ended, well or not: the first page of a list that begins with the newest. A job
 * without a plan was begun by hand, and nothing is asked for it.
 */
export const laterJobs = defineCollector({
  id: 'hbr-later-jobs',
  product: hbr,
  title: { zh: '同一备份计划的最近任务', en: 'Newest jobs of the same plan' },
  scope: 'region',
  call: rpc(
    'DescribeBackupJobs2',
    {
      ...{ 'Filters.1.Key': 'PlanId', 'Filters.1.Operator': 'IN' },
      ...{
        'Filters.2.Key': 'Status',
        'Filters.2.Operator': 'IN',
        'Filters.2.Values': ['COMPLETE', 'PARTIAL_COMPLETE', 'FAILED'],
      },
      ...{ SortDirection: 'DESCEND', PageSize: 99 },
    },
    { regionParam: false },
  ),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    backupJob: list('BackupJobs.BackupJob[]', {
      status: oneOf('Status', ['COMPLETE', 'PARTIAL_COMPLETE', 'FAILED']),
      completeTime: instant('CompleteTime'),
      sourceType: text('SourceType'),
      instanceId: text('InstanceId'),
      bucket: text('Bucket'),
      fileSystemId: text('FileSystemId'),
      tableName: text('TableName'),
    }),
  },
  belongs: {
    to: failedJobs,
    key: ({ planId, sourceType }) =>
      typeof planId === 'string' && typeof sourceType === 'string' ? `${planId} ${sourceType}` : undefined,
    ask: { param: 'Filters.1.Values.1', and: 'SourceType', encode: 'comma', max: 1, keep: true },
  },
});
