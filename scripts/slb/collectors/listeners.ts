import { defineCollector, must, nextToken, number, rpc, text } from '../../../lib/define';
import { slb } from '../product';
import { loadBalancers } from './load-balancers';

/** All listeners of the region in a few calls. A listener has no id: a port may be that of a UDP and of a TCP protocol. */
export const listeners = defineCollector({
  id: 'slb-listeners',
  product: slb,
  title: { zh: '传统型负载均衡监听', en: 'Listeners of classic load balancers' },
  scope: 'region',
  call: rpc('DescribeLoadBalancerListeners'),
  paging: nextToken({ max: 100, total: 'TotalCount' }),
  items: 'Listeners',
  assetId: 'ListenerPort',
  apartBy: 'ListenerProtocol',
  fields: {
    listenerProtocol: must(text('ListenerProtocol')),
    status: must(text('Status')),
    port: number('ListenerPort'),
  },
  belongs: { to: loadBalancers, by: 'LoadBalancerId' },
});
