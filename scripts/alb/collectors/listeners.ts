import { defineCollector, must, nextToken, number, rpc, text } from '../../../lib/define';
import { alb } from '../product';
import { loadBalancers } from './load-balancers';

/** All listeners of the region in a few calls. */
export const listeners = defineCollector({
  id: 'alb-listeners',
  product: alb,
  title: { zh: 'ALB 监听', en: 'Listeners of application load balancers' },
  scope: 'region',
  call: rpc('ListListeners', {}, { regionParam: false }),
  paging: nextToken({ max: 100, total: 'TotalCount' }),
  items: 'Listeners',
  assetId: 'ListenerId',
  fields: {
    listenerStatus: must(text('ListenerStatus')),
    listenerProtocol: text('ListenerProtocol'),
    listenerPort: number('ListenerPort'),
  },
  belongs: { to: loadBalancers, by: 'LoadBalancerId' },
});
