import {
  listenerHealth,
  listeners,
  listenerServerGroups,
  loadBalancerListeners,
  loadBalancers,
  serverGroups,
} from '../../../scripts/nlb';
import { where } from '../ecs/fixtures';

export { inDays, now } from '../ecs/fixtures';

export const lb = loadBalancers.toAsset(
  {
    LoadBalancerId: 'nlb-1',
    LoadBalancerName: 'entry',
    LoadBalancerStatus: 'Active',
    LoadBalancerBusinessStatus: 'Normal',
    AddressType: 'Internet',
    CreateTime: '2025-03-01T00:00:00Z',
    DNSName: 'nlb-1.cn-hangzhou.nlb.aliyuncs.com',
    VpcId: 'vpc-1',
    Tags: [],
  },
  where,
);

export const group = serverGroups.toAsset(
  {
    ServerGroupId: 'sgp-1',
    ServerGroupName: 'web',
    ServerGroupStatus: 'Available',
    ServerGroupType: 'Instance',
    ServerCount: 2,
    RelatedLoadBalancerIds: ['nlb-1'],
    Protocol: 'TCP',
    VpcId: 'vpc-1',
    Tags: [],
  },
  where,
);

/** A listener of `nlb-1` as a fact about it. */
export function listener(status: string) {
  return loadBalancerListeners.toAsset(
    { ListenerId: `lsn-${status}`, ListenerStatus: status, LoadBalancerId: 'nlb-1' },
    where,
  );
}

/** A running listener of `nlb-1`. */
export const ownListener = listeners.toAsset(
  {
    ListenerId: 'lsn-1',
    ListenerDescription: 'mqtt',
    ListenerStatus: 'Running',
    ListenerProtocol: 'TCP',
    ListenerPort: 1883,
    LoadBalancerId: 'nlb-1',
    ServerGroupId: 'sgp-1',
    Tags: [],
  },
  where,
);

type OddServer = readonly [string, string | undefined, string];

/** A port of `lsn-1` and its servers that are not normal, as `[server, status, reason]`. */
export function port(servers: readonly OddServer[] = [], checked: boolean | undefined = true) {
  return {
    ListenerId: 'lsn-1',
    ServerGroupInfos: [
      {
        ServerGroupId: 'sgp-1',
        HeathCheckEnabled: checked,
        NonNormalServers: servers.map(([ServerId, Status, ReasonCode]) => ({
          ServerId,
          ServerIp: '10.0.0.1',
          Status,
          Reason: { ReasonCode },
        })),
      },
    ],
  };
}

/** An answer about the ports of `lsn-1`. */
export function healthOf(...ports: readonly object[]) {
  return listenerHealth.toAsset({ RequestId: 'request-1', ListenerHealthStatus: ports }, where);
}

/** An answer about a listener of one port. */
export function health(...servers: readonly OddServer[]) {
  return healthOf(port(servers));
}

/** The server group of `lsn-1` with so many servers. */
export function behind(serverCount: number | undefined) {
  return listenerServerGroups.toAsset({ ServerGroupId: 'sgp-1', ServerCount: serverCount }, where);
}
