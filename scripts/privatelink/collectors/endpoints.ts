import { defineCollector, instant, nextToken, oneOf, rpc, tagMap, text } from '../../../lib/define';
import { privatelink } from '../product';

/** Ways of a VPC to a service; states are those of the API's page. */
export const endpoints = defineCollector({
  id: 'privatelink-endpoints',
  product: privatelink,
  title: { zh: '终端节点', en: 'VPC endpoints' },
  scope: 'region',
  call: rpc('ListVpcEndpoints'),
  paging: nextToken({ max: 1000, total: 'TotalCount' }),
  items: 'Endpoints',
  assetId: 'EndpointId',
  assetName: 'EndpointName',
  fields: {
    endpointStatus: oneOf('EndpointStatus', ['Creating', 'Active', 'Pending', 'Deleting']),
    connectionStatus: oneOf('ConnectionStatus', [
      ...['Pending', 'Connecting', 'Connected', 'Disconnecting', 'Disconnected', 'Deleting', 'ServiceDeleted'],
    ]),
    endpointBusinessStatus: oneOf('EndpointBusinessStatus', ['Normal', 'FinancialLocked']),
    serviceName: text('ServiceName'),
    vpcId: text('VpcId'),
    createTime: instant('CreateTime'),
    tags: tagMap('Tags[]', 'Key', 'Value'),
  },
  remember: ['endpointStatus', 'connectionStatus', 'endpointBusinessStatus'],
  show: ['endpointStatus', 'connectionStatus', 'endpointBusinessStatus', 'serviceName', 'vpcId', 'createTime', 'tags'],
});
