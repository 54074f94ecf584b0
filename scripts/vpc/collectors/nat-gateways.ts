import { defineCollector, instant, list, must, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { vpc } from '../product';

export const natGateways = defineCollector({
  id: 'vpc-nat-gateways',
  product: vpc,
  title: { zh: 'NAT 网关', en: 'NAT gateways' },
  scope: 'region',
  call: rpc('DescribeNatGateways'),
  paging: pageNumber({ max: 50 }),
  items: 'NatGateways.NatGateway',
  assetId: 'NatGatewayId',
  assetName: 'Name',
  fields: {
    status: must(text('Status')),
    networkType: text('NetworkType'),
    instanceChargeType: text('InstanceChargeType'),
    expiredTime: instant('ExpiredTime'),
    creationTime: instant('CreationTime'),
    businessStatus: text('BusinessStatus'),
    ipList: list('IpLists.IpList[]', { ipAddress: text('IpAddress'), usingStatus: text('UsingStatus') }),
    spec: text('Spec'),
    vpcId: text('VpcId'),
    tags: tagMap('Tags.Tag[]', 'TagKey', 'TagValue'),
  },
  resourceType: 'ACS::NAT::NatGateway',
  show: ['status', 'networkType', 'instanceChargeType', 'expiredTime', 'businessStatus', 'vpcId', 'tags'],
  console: 'https://vpc.console.aliyun.com/nat/{{region}}/nats/{{id}}',
});
