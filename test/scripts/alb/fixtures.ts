import { listeners, loadBalancers, serverGroups } from '../../../scripts/alb';
import { where } from '../ecs/fixtures';

export { inDays, now } from '../ecs/fixtures';

export const lb = loadBalancers.toAsset(
  {
    LoadBalancerId: 'alb-1',
    LoadBalancerName: 'entry',
    LoadBalancerStatus: 'Active',
    LoadBalancerBussinessStatus: 'Normal',
    AddressType: 'Internet',
    CreateTime: '2025-03-01T00:00:00Z',
    DNSName: 'alb-1.cn-hangzhou.alb.aliyuncs.com',
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
    RelatedLoadBalancerIds: ['alb-1'],
    Protocol: 'HTTP',
    VpcId: 'vpc-1',
    Tags: [],
  },
  where,
);

/** A listener of `alb-1` as a fact about it. */
export function listener(status: string) {
  return listeners.toAsset({ ListenerId: `lsn-${status}`, ListenerStatus: status, LoadBalancerId: 'alb-1' }, where);
}
