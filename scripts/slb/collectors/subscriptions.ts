import { defineCollector, instant, rpc, single } from '../../../lib/define';
import { slb } from '../product';
import { loadBalancers } from './load-balancers';

/** Only the attributes of a single load balancer tell when it ends; pay-as-you-go ones are not asked for. */
export const subscriptions = defineCollector({
  id: 'slb-subscriptions',
  product: slb,
  title: { zh: '包年包月到期时间', en: 'End of subscriptions' },
  scope: 'region',
  call: rpc('DescribeLoadBalancerAttribute'),
  paging: single(),
  items: '',
  assetId: 'LoadBalancerId',
  fields: {
    endTimeStamp: instant('EndTimeStamp'),
  },
  belongs: {
    to: loadBalancers,
    by: 'LoadBalancerId',
    ask: {
      param: 'LoadBalancerId',
      encode: 'comma',
      max: 1,
      when: (lb) => lb.payType !== undefined && lb.payType !== 'PayOnDemand',
    },
  },
});
