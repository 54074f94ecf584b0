import { defineCollector, flag, list, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { vpc } from '../product';

/** The answer also holds the pre-shared keys, which nothing here reads. */
export const vpnConnections = defineCollector({
  id: 'vpc-vpn-connections',
  product: vpc,
  title: { zh: 'IPsec 连接', en: 'IPsec connections' },
  scope: 'region',
  call: rpc('DescribeVpnConnections'),
  paging: pageNumber({ max: 50 }),
  items: 'VpnConnections.VpnConnection',
  assetId: 'VpnConnectionId',
  assetName: 'Name',
  fields: {
    status: text('Status'),
    state: text('State'),
    effectImmediately: flag('EffectImmediately'),
    tunnels: list('TunnelOptionsSpecification.TunnelOptions[]', {
      tunnelId: text('TunnelId'),
      role: text('Role'),
      state: text('State'),
      status: text('Status'),
    }),
    vpnGatewayId: text('VpnGatewayId'),
    customerGatewayId: text('CustomerGatewayId'),
    localSubnet: text('LocalSubnet'),
    remoteSubnet: text('RemoteSubnet'),
    tags: tagMap('Tag.Tag[]', 'Key', 'Value'),
  },
  show: ['status', 'state', 'vpnGatewayId', 'customerGatewayId', 'localSubnet', 'remoteSubnet', 'tags'],
  console: 'https://vpc.console.aliyun.com/vpn/{{region}}/vpnConnections/{{id}}',
});
