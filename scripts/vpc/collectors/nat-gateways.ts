import { defineCollector, instant, list, must, oneOf, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { vpc } from '../product';

/** The lists of values are those of the official model; `PrePaid` ones are still there, though no longer sold. */
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
    status: must(oneOf('Status', ['Creating', 'Available', 'Modifying', 'Deleting', 'Converting'])),
    networkType: oneOf('NetworkType', ['internet', 'intranet']),
    instanceChargeType: oneOf('InstanceChargeType', ['PostPaid', 'PrePaid']),
    expiredTime: instant('ExpiredTime'),
    creationTime: instant('CreationTime'),
    businessStatus: oneOf('BusinessStatus', ['Normal', 'FinancialLocked']),
    ipList: list('IpLists.IpList[]', {
      ipAddress: text('IpAddress'),
      usingStatus: oneOf('UsingStatus', [
        ...(['UsedByForwardTable', 'UsedBySnatTable', 'UsedByForwardSnatTable', 'Idle'] as const),
      ]),
    }),
    spec: text('Spec'),
    vpcId: text('VpcId'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags.Tag[]', 'TagKey', 'TagValue'),
  },
  resourceType: 'ACS::NAT::NatGateway',
  show: ['status', 'networkType', 'instanceChargeType', 'expiredTime', 'businessStatus', 'vpcId', 'tags'],
  console: 'https://vpc.console.aliyun.com/nat/{{region}}/nats/{{id}}',
});
