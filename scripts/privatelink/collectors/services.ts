import { defineCollector, flag, instant, nextToken, oneOf, rpc, tagMap, text } from '../../../lib/define';
import { privatelink } from '../product';

/** Services that an account offers to VPCs; states are those of the API's page. */
export const services = defineCollector({
  id: 'privatelink-services',
  product: privatelink,
  title: { zh: '终端节点服务', en: 'Endpoint services' },
  scope: 'region',
  call: rpc('ListVpcEndpointServices'),
  paging: nextToken({ max: 1000, total: 'TotalCount' }),
  items: 'Services',
  assetId: 'ServiceId',
  assetName: 'ServiceName',
  fields: {
    serviceStatus: oneOf('ServiceStatus', ['Creating', 'Pending', 'Active', 'Deleting']),
    serviceBusinessStatus: oneOf('ServiceBusinessStatus', ['Normal', 'FinancialLocked']),
    serviceResourceType: text('ServiceResourceType'),
    autoAcceptEnabled: flag('AutoAcceptEnabled'),
    createTime: instant('CreateTime'),
    tags: tagMap('Tags[]', 'Key', 'Value'),
  },
  remember: ['serviceStatus', 'serviceBusinessStatus'],
  show: ['serviceStatus', 'serviceBusinessStatus', 'serviceResourceType', 'autoAcceptEnabled', 'createTime', 'tags'],
});
