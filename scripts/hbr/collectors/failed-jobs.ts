import { defineCollector, instant, must, oneOf, pageNumber, rpc, text } from '../../../lib/define';
import { hbr } from '../product';
import { SOURCES } from '../sources';

/**
 * Backup jobs that failed, wholly or in part: all that the service still remembers. States are those that
 * DescribeBackupJobs2 can be asked for.
 */
export const failedJobs = defineCollector({
  id: 'hbr-failed-jobs',
  product: hbr,
  title: { zh: '失败的备份任务', en: 'Failed backup jobs' },
  scope: 'region',
  call: rpc(
    'DescribeBackupJobs2',
    { 'Filters.1.Key': 'Status', 'Filters.1.Operator': 'IN', 'Filters.1.Values': ['FAILED', 'PARTIAL_COMPLETE'] },
    { regionParam: false },
  ),
  paging: pageNumber({ max: 99 }),
  items: 'BackupJobs.BackupJob',
  variants: SOURCES.map((SourceType) => ({ SourceType })),
  assetId: 'JobId',
  assetName: 'JobName',
  fields: {
    status: must(oneOf('Status', ['COMPLETE', 'PARTIAL_COMPLETE', 'FAILED'])),
    sourceType: text('SourceType'),
    completeTime: instant('CompleteTime'),
    errorMessage: text('ErrorMessage'),
    planId: text('PlanId'),
    vaultId: text('VaultId'),
    instanceId: text('InstanceId'),
    bucket: text('Bucket'),
    fileSystemId: text('FileSystemId'),
    tableName: text('TableName'),
  },
  refers: ['planId', 'instanceId', 'fileSystemId'],
  show: ['status', 'sourceType', 'completeTime', 'errorMessage', 'planId', 'vaultId', 'instanceId', 'bucket'],
});
