import { attributes, instances, netInfo, whitelist } from '../../../scripts/redis';
import { inDays, now, where } from '../ecs/fixtures';

export { inDays, now, where };

/** A standard instance on subscription, through the collector as the API answers it. */
export const instance = instances.toAsset(
  {
    InstanceId: 'r-1',
    InstanceName: 'sessions',
    InstanceStatus: 'Normal',
    InstanceType: 'Redis',
    InstanceClass: 'redis.master.small.default',
    ArchitectureType: 'standard',
    EditionType: 'Community',
    EngineVersion: '7.0',
    Capacity: 1024,
    ChargeType: 'PrePaid',
    EndTime: '2027-03-01T00:00:00Z',
    CreateTime: '2025-03-01T00:00:00Z',
    ZoneId: 'cn-hangzhou-h',
    VpcId: 'vpc-1',
    ResourceGroupId: 'rg-1',
    Tags: { Tag: [{ Key: 'env', Value: 'prod' }] },
  },
  where,
);

/** A whitelist of one group per entry. */
export function groups(...lists: (string | undefined)[]) {
  const group = lists.map((list, n) => ({ SecurityIpGroupName: `group${n}`, SecurityIpList: list }));
  return whitelist.toAsset({ RequestId: 'q-1', SecurityIpGroups: { SecurityIpGroup: group } }, where);
}

export function endpoints(...types: (string | undefined)[]) {
  const all = types.map((type, n) => ({ IPType: type, ConnectionString: `host${n}.example.com` }));
  return netInfo.toAsset({ RequestId: 'q-1', NetInfoItems: { InstanceNetInfo: all } }, where);
}

export function attribute(vpcAuthMode: string | undefined) {
  return attributes.toAsset({ InstanceId: 'r-1', VpcAuthMode: vpcAuthMode }, where);
}
