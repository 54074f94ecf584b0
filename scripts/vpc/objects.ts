import { words, type ObjectSchema } from '../../lib/define';

/** As Guance's own collectors write them. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_eip',
    id: 'AllocationId',
    tags: ['AllocationId', ['EIPName', 'Name'], 'Status', 'IpAddress', 'BusinessStatus', 'ChargeType'],
    fields: words('AllocationTime ExpiredTime Bandwidth InternetChargeType'),
  },
  {
    measurement: 'aliyun_nat',
    id: 'NatGatewayId',
    tags: ['NatGatewayId', ['instance_name', 'Name'], ...words('VpcId Spec InstanceChargeType BusinessStatus')],
    fields: words('CreationTime ExpiredTime'),
  },
  {
    measurement: 'aliyun_vpn',
    id: 'VpnGatewayId',
    tags: ['VpnGatewayId', ['vpn_gateway_name', 'Name'], ...words('InternetIp VpcId BusinessStatus')],
    fields: words('CreateTime EndTime'),
  },
  {
    measurement: 'aliyun_vpc',
    id: 'VpcId',
    tags: ['VpcId'],
    fields: words('VpcName VRouterId CidrBlock'),
  },
];
