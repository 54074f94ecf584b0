import { defineCollector, list, number, oneOf, rpc, single, text } from '../../../lib/define';
import { slb } from '../product';
import { loadBalancers } from './load-balancers';

/**
 * One call per load balancer that is running. A server comes once per listener, so that a row has no id of its own: the
 * answer as a whole is the one record. The states are those of the official model.
 */
export const healthStatus = defineCollector({
  id: 'slb-health-status',
  product: slb,
  title: { zh: '后端服务器健康状态', en: 'Health of backend servers' },
  scope: 'region',
  call: rpc('DescribeHealthStatus'),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    backendServers: list('BackendServers.BackendServer[]', {
      serverId: text('ServerId'),
      serverIp: text('ServerIp'),
      port: number('Port'),
      listenerPort: number('ListenerPort'),
      protocol: text('Protocol'),
      serverHealthStatus: oneOf('ServerHealthStatus', ['normal', 'abnormal', 'unavailable']),
    }),
  },
  belongs: {
    to: loadBalancers,
    ask: { param: 'LoadBalancerId', encode: 'comma', max: 1, when: (lb) => lb.loadBalancerStatus === 'active' },
  },
});
