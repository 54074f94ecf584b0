import { defineCollector, must, nextToken, oneOf, rpc } from '../../../lib/define';
import { alb } from '../product';
import { loadBalancers } from './load-balancers';

/** All listeners of the region in a few calls. The states are those of the official model. */
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
    listenerStatus: must(oneOf('ListenerStatus', ['Provisioning', 'Running', 'Configuring', 'Stopped'])),
  },
  belongs: { to: loadBalancers, by: 'LoadBalancerId' },
});
