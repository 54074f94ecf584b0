import { defineCollector, instant, list, oneOf, pageNumber, rpc, text } from '../../../lib/define';
import { pvtz } from '../product';
import { STATUSES } from '../states';

/** Where requests leave a VPC for DNS servers elsewhere. */
export const endpoints = defineCollector({
  id: 'pvtz-endpoints',
  product: pvtz,
  title: { zh: '解析器出站终端节点', en: 'Outbound endpoints of the resolver' },
  scope: 'global',
  call: rpc('DescribeResolverEndpoints', {}, { regionParam: false }),
  paging: pageNumber({ max: 100, total: 'TotalItems' }),
  items: 'Endpoints',
  assetId: 'Id',
  assetName: 'Name',
  fields: {
    status: oneOf('Status', STATUSES),
    vpcRegionId: text('VpcRegionId'),
    vpcId: text('VpcId'),
    securityGroupId: text('SecurityGroupId'),
    ipConfigs: list('IpConfigs[]', { azId: text('AzId'), ip: text('Ip') }),
    createTimestamp: instant('CreateTimestamp'),
  },
  refers: ['vpcId', 'securityGroupId'],
  remember: ['status'],
  show: ['status', 'vpcRegionId', 'vpcId', 'securityGroupId', 'createTimestamp'],
});
