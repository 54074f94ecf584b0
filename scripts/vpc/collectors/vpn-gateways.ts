import { defineCollector, instant, must, oneOf, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { vpc } from '../product';

/** The lists of values are those of the official model. */
export const vpnGateways = defineCollector({
  id: 'vpc-vpn-gateways',
  product: vpc,
  title: { zh: 'VPN 网关', en: 'VPN gateways' },
  scope: 'region',
  call: rpc('DescribeVpnGateways'),
  paging: pageNumber({ max: 50 }),
  items: 'VpnGateways.VpnGateway',
  assetId: 'VpnGatewayId',
  assetName: 'Name',
  fields: {
    status: must(oneOf('Status', ['init', 'provisioning', 'active', 'updating', 'deleting'])),
    chargeType: oneOf('ChargeType', ['POSTPAY', 'Prepay']),
    createTime: instant('CreateTime'),
    endTime: instant('EndTime'),
    businessStatus: oneOf('BusinessStatus', ['Normal', 'FinancialLocked']),
    spec: text('Spec'),
    internetIp: text('InternetIp'),
    vpcId: text('VpcId'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  resourceType: 'ACS::VPN::VpnGateway',
  show: ['status', 'spec', 'chargeType', 'endTime', 'businessStatus', 'internetIp', 'vpcId', 'tags'],
  console: 'https://vpc.console.aliyun.com/vpn/{{region}}/vpns/{{id}}',
});
