import { defineCollector, must, nextToken, oneOf, rpc } from '../../../lib/define';
import { nlb } from '../product';
import { LISTENER_STATES } from '../states';
import { loadBalancers } from './load-balancers';

/** The listeners as a fact about their load balancer, all of the region in a few calls. */
export const loadBalancerListeners = defineCollector({
  id: 'nlb-load-balancer-listeners',
  product: nlb,
  title: { zh: 'NLB 实例的监听', en: 'Listeners by network load balancer' },
  scope: 'region',
  call: rpc('ListListeners'),
  paging: nextToken({ max: 100, total: 'TotalCount' }),
  items: 'Listeners',
  assetId: 'ListenerId',
  fields: { listenerStatus: must(oneOf('ListenerStatus', LISTENER_STATES)) },
  belongs: { to: loadBalancers, by: 'LoadBalancerId' },
});
