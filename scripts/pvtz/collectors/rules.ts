import { defineCollector, list, pageNumber, rpc, text } from '../../../lib/define';
import { pvtz } from '../product';
import { endpoints } from './endpoints';

/** What is forwarded through which endpoint; without the parameter the answer has no VPCs. */
export const rules = defineCollector({
  id: 'pvtz-rules',
  product: pvtz,
  title: { zh: '解析器转发规则', en: 'Forwarding rules of the resolver' },
  scope: 'global',
  call: rpc('DescribeResolverRules', { NeedDetailAttributes: 'true' }, { regionParam: false }),
  paging: pageNumber({ max: 100, total: 'TotalItems' }),
  items: 'Rules',
  assetId: 'Id',
  assetName: 'Name',
  fields: {
    zoneName: text('ZoneName'),
    bindVpcs: list('BindVpcs[]', { vpcId: text('VpcId') }),
    bindEdgeDnsClusters: list('BindEdgeDnsClusters[]', { clusterId: text('ClusterId') }),
  },
  belongs: { to: endpoints, by: 'EndpointId' },
});
