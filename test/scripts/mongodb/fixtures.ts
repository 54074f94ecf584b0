import { auditPolicy, instances, replicaAddresses, shardingAddresses, whitelist } from '../../../scripts/mongodb';
import { inDays, now, where } from '../ecs/fixtures';

export { inDays, now, where };

/** A replica set on subscription, through the collector as the API answers it. */
export const instance = instances.toAsset(
  {
    DBInstanceId: 'dds-1',
    DBInstanceDescription: 'events',
    DBInstanceStatus: 'Running',
    DBInstanceType: 'replicate',
    ReplicationFactor: '3',
    EngineVersion: '6.0',
    DBInstanceClass: 'dds.mongo.mid',
    DBInstanceStorage: 100,
    ChargeType: 'PrePaid',
    ExpireTime: '2027-03-01T00:00Z',
    CreationTime: '2025-03-01T00:00:00Z',
    LockMode: 'Unlock',
    ZoneId: 'cn-hangzhou-h',
    Tags: { Tag: [] },
  },
  where,
);

/** A whitelist of one group per entry. */
export function groups(...lists: (string | undefined)[]) {
  const group = lists.map((list, n) => ({ SecurityIpGroupName: `group${n}`, SecurityIpList: list }));
  return whitelist.toAsset({ RequestId: 'q-1', SecurityIpGroups: { SecurityIpGroup: group } }, where);
}

/** Endpoints of a replica set, and of a sharded cluster, in these networks. */
export function replicas(...types: string[]) {
  const ReplicaSet = types.map((NetworkType) => ({ NetworkType }));
  return replicaAddresses.toAsset({ RequestId: 'q-1', ReplicaSets: { ReplicaSet } }, where);
}
export function shards(...types: string[]) {
  const NetworkAddress = types.map((NetworkType) => ({ NetworkType }));
  return shardingAddresses.toAsset({ RequestId: 'q-1', NetworkAddresses: { NetworkAddress } }, where);
}

export function audit(status: 'Enable' | 'Disabled' | undefined) {
  return auditPolicy.toAsset({ RequestId: 'q-1', LogAuditStatus: status }, where);
}
