import { defineCollector, instant, list, rpc, single } from '../../../lib/define';
import { hbr } from '../product';
import { plans } from './plans';

/** The newest jobs of a plan that succeeded, if only in part: the first page of a list that begins with the newest. */
export const successes = defineCollector({
  id: 'hbr-successes',
  product: hbr,
  title: { zh: '成功的备份任务', en: 'Backup jobs that succeeded' },
  scope: 'region',
  call: rpc(
    'DescribeBackupJobs2',
    {
      ...{ 'Filters.1.Key': 'PlanId', 'Filters.1.Operator': 'IN' },
      ...{
        'Filters.2.Key': 'Status',
        'Filters.2.Operator': 'IN',
        'Filters.2.Values': ['COMPLETE', 'PARTIAL_COMPLETE'],
      },
      ...{ SortDirection: 'DESCEND', PageSize: 10 },
    },
    { regionParam: false },
  ),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: { backupJob: list('BackupJobs.BackupJob[]', { completeTime: instant('CompleteTime') }) },
  belongs: {
    to: plans,
    key: ({ id, sourceType }) => `${id} ${String(sourceType)}`,
    ask: {
      param: 'Filters.1.Values.1',
      and: 'SourceType',
      encode: 'comma',
      max: 1,
      when: ({ disabled }) => disabled !== true,
    },
  },
});
