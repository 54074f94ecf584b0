import { defineCollector, number, rpc, single } from '../../../lib/define';
import { accounts } from '../../ram/collectors/accounts';
import { sas } from '../product';

export const serverStatistics = defineCollector({
  id: 'sas-server-statistics',
  product: sas,
  title: { zh: '服务器防护统计', en: 'Servers by their protection' },
  scope: 'global',
  call: rpc('DescribeFieldStatistics', { MachineTypes: 'ecs' }, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    instanceCount: number('GroupedFields.InstanceCount'),
    unprotectedInstanceCount: number('GroupedFields.UnprotectedInstanceCount'),
  },
  belongs: { to: accounts },
});
