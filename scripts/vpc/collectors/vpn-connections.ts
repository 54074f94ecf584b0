import { defineCollector, flag, list, oneOf, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { vpc } from '../product';

/** Of a connection, and of each of its tunnels. */
const PHASES = [
  'ike_sa_not_established',
  'ike_sa_established',
  'ipsec_sa_not_established',
  'ipsec_sa_established',
] as const;

/** The answer also holds the pre-shared keys, which nothing here reads. The lists of values are those of the official model. */
export const vpnConnections = defineCollector({
  id: 'vpc-vpn-connections',
  product: vpc,
  title: { zh: 'IPsec 连接', en: 'IPsec connections' },
  reveals: { zh: 'VPN 的预共享密钥', en: 'pre-shared keys of VPN connections' },
  scope: 'region',
  call: rpc('DescribeVpnConnections'),
  paging: pageNumber({ max: 50 }),
  items: 'VpnConnections.VpnConnection',
  assetId: 'VpnConnectionId',
  assetName: 'Name',
  fields: {
    status: oneOf('Status', PHASES),
    state: oneOf('State', [
      ...(['active', 'attached', 'financialLocked', 'init', 'provisioning', 'attaching'] as const),
      ...(['detaching', 'updating', 'Upgrading', 'deleted'] as const),
    ]),
    effectImmediately: flag('EffectImmediately'),
    tunnels: list('TunnelOptionsSpecification.TunnelOptions[]', {
      tunnelId: text('TunnelId'),
      role: text('Role'),
      state: oneOf('State', ['active', 'updating', 'deleting']),
      status: oneOf('Status', PHASES),
    }),
    vpnGatewayId: text('VpnGatewayId'),
    customerGatewayId: text('CustomerGatewayId'),
    localSubnet: text('LocalSubnet'),
    remoteSubnet: text('RemoteSubnet'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tag.Tag[]', 'Key', 'Value'),
  },
  refers: ['vpnGatewayId'],
  show: ['status', 'state', 'vpnGatewayId', 'customerGatewayId', 'localSubnet', 'remoteSubnet', 'tags'],
  console: 'https://vpc.console.aliyun.com/vpn/{{region}}/vpnConnections/{{id}}',
});
