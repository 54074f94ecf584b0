import { defineCollector, must, number, oneOf, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { vpc } from '../product';

/** The states are those of the official model, and those that other actions answer of a circuit. */
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
    status: must(
      oneOf('Status', [...(['unconfirmed', 'active', 'terminating', 'terminated', 'recovering', 'deleting'] as const)]),
    ),
    bandwidth: number('Bandwidth'),
    physicalConnectionId: text('PhysicalConnectionId'),
    physicalConnectionOwnerUid: text('PhysicalConnectionOwnerUid'),
    physicalConnectionStatus: oneOf('PhysicalConnectionStatus', [
      ...(['Enabled', 'Initial', 'Approved', 'Allocating', 'Allocated', 'Confirmed', 'Terminating'] as const),
      ...(['Rejected', 'Canceled', 'Allocation Failed', 'AllocationFailed', 'Terminated'] as const),
    ]),
    physicalConnectionBusinessStatus: oneOf('PhysicalConnectionBusinessStatus', [
      ...(['Normal', 'FinancialLocked', 'SecurityLocked'] as const),
    ]),
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
