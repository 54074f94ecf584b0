import { ACCOUNT, defineCollector, number, rpc, single } from '../../../lib/define';
import { sas } from '../product';

/** The account as one centre knows it. */
export const serverStatistics = defineCollector({
  id: 'sas-server-statistics',
  product: sas,
  title: { zh: '服务器防护统计', en: 'Servers by their protection' },
  scope: 'global',
  call: rpc('DescribeFieldStatistics', { MachineTypes: 'ecs' }, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: ACCOUNT,
  fields: {
    instanceCount: number('GroupedFields.InstanceCount'),
    unprotectedInstanceCount: number('GroupedFields.UnprotectedInstanceCount'),
    notRunningStatusCount: number('GroupedFields.NotRunningStatusCount'),
  },
  show: ['instanceCount', 'unprotectedInstanceCount', 'notRunningStatusCount'],
});
