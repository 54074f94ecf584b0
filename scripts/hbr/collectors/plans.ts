import { defineCollector, flag, instant, list, must, pageNumber, rpc, text } from '../../../lib/define';
import { hbr } from '../product';
import { SOURCES } from '../sources';

/** What is to be backed up, and when. Whole servers have their schedules in rules. */
export const plans = defineCollector({
  id: 'hbr-plans',
  product: hbr,
  title: { zh: '备份计划', en: 'Backup plans' },
  scope: 'region',
  call: rpc('DescribeBackupPlans', {}, { regionParam: false }),
  paging: pageNumber({ max: 99 }),
  items: 'BackupPlans.BackupPlan',
  variants: SOURCES.map((SourceType) => ({ SourceType })),
  assetId: 'PlanId',
  assetName: 'PlanName',
  fields: {
    sourceType: must(text('SourceType')),
    disabled: flag('Disabled'),
    schedule: text('Schedule'),
    rule: list('Rules.Rule[]', { schedule: text('Schedule'), disabled: must(flag('Disabled')) }),
    createdTime: instant('CreatedTime'),
    latestExecuteJobId: text('LatestExecuteJobId'),
    latestFinishJobId: text('LatestFinishJobId'),
    vaultId: text('VaultId'),
    instanceId: text('InstanceId'),
    bucket: text('Bucket'),
    fileSystemId: text('FileSystemId'),
  },
  refers: ['instanceId', 'fileSystemId'],
  show: ['sourceType', 'schedule', 'disabled', 'createdTime', 'vaultId', 'instanceId', 'bucket', 'fileSystemId'],
});
