import { defineCollector, must, nextToken, number, oneOf, rpc } from '../../../lib/define';
import { slb } from '../product';
import { loadBalancers } from './load-balancers';

const SWITCH = ['on', 'off'] as const;

/**
 * All listeners of the region in a few calls. A listener has no id: a port may be that of a UDP and of a TCP protocol. The states are
 * those of the official model, and those in which only the attributes of a listener are documented.
 */
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
    listenerProtocol: must(oneOf('ListenerProtocol', ['tcp', 'udp', 'http', 'https'])),
    status: must(oneOf('Status', ['running', 'stopped', 'starting', 'configuring', 'stopping'])),
    port: number('ListenerPort'),
    tcpHealthCheck: oneOf('TCPListenerConfig.HealthCheck', SWITCH),
    udpHealthCheck: oneOf('UDPListenerConfig.HealthCheck', SWITCH),
    httpHealthCheck: oneOf('HTTPListenerConfig.HealthCheck', SWITCH),
    httpsHealthCheck: oneOf('HTTPSListenerConfig.HealthCheck', SWITCH),
    /** One that sends HTTP to HTTPS needs no servers; absent: it does not. */
    listenerForward: oneOf('HTTPListenerConfig.ListenerForward', SWITCH),
  },
  belongs: { to: loadBalancers, by: 'LoadBalancerId' },
});
