import { defineCollector, oneOf, pageNumber, rpc, text } from '../../../lib/define';
import { sas } from '../product';

/** The servers of Alibaba Cloud that a centre looks after, with what it has found on each, as numbers. */
export const servers = defineCollector({
  id: 'sas-servers',
  product: sas,
  title: { zh: '受防护的服务器', en: 'Servers of Security Center' },
  scope: 'global',
  call: rpc('DescribeCloudCenterInstances', { MachineTypes: 'ecs', Flags: '0' }, { regionParam: false }),
  paging: pageNumber({ max: 100, page: 'CurrentPage', total: 'PageInfo.TotalCount' }),
  items: 'Instances',
  assetId: 'InstanceId',
  assetName: 'InstanceName',
  fields: {
    regionId: text('RegionId'),
    clientStatus: oneOf('ClientStatus', ['online', 'offline', 'pause']),
    /** JSON: how many of each kind of risk. */
    riskCount: text('RiskCount'),
  },
  show: ['regionId', 'clientStatus'],
});
