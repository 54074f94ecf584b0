import { defineCollector, must, number, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { vpc } from '../product';

export const virtualBorderRouters = defineCollector({
  id: 'vpc-virtual-border-routers',
  product: vpc,
  title: { zh: '边界路由器', en: 'Virtual border routers' },
  scope: 'region',
  call: rpc('DescribeVirtualBorderRouters'),
  paging: pageNumber({ max: 50 }),
  items: 'VirtualBorderRouterSet.VirtualBorderRouterType',
  assetId: 'VbrId',
  assetName: 'Name',
  fields: {
    status: must(text('Status')),
    bandwidth: number('Bandwidth'),
    physicalConnectionId: text('PhysicalConnectionId'),
    physicalConnectionStatus: text('PhysicalConnectionStatus'),
    physicalConnectionBusinessStatus: text('PhysicalConnectionBusinessStatus'),
    vlanId: number('VlanId'),
    accessPointId: text('AccessPointId'),
    tags: tagMap('Tags.Tags[]', 'Key', 'Value'),
  },
  resourceType: 'ACS::ExpressConnect::VirtualBorderRouter',
  show: [
    'status',
    'bandwidth',
    'physicalConnectionId',
    'physicalConnectionStatus',
    'physicalConnectionBusinessStatus',
    'vlanId',
    'accessPointId',
    'tags',
  ],
  console: 'https://expressconnect.console.aliyun.com/vbrs/{{region}}/{{id}}',
});
