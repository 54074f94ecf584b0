import { defineCollector, must, nextToken, number, oneOf, rpc, tagMap, text } from '../../../lib/define';
import { nlb } from '../product';
import { LISTENER_STATES } from '../states';

export const listeners = defineCollector({
  id: 'nlb-listeners',
  product: nlb,
  title: { zh: 'NLB 监听', en: 'Listeners of network load balancers' },
  scope: 'region',
  call: rpc('ListListeners'),
  paging: nextToken({ max: 100, total: 'TotalCount' }),
  items: 'Listeners',
  assetId: 'ListenerId',
  assetName: 'ListenerDescription',
  fields: {
    listenerStatus: must(oneOf('ListenerStatus', LISTENER_STATES)),
    listenerProtocol: text('ListenerProtocol'),
    listenerPort: number('ListenerPort'),
    loadBalancerId: text('LoadBalancerId'),
    serverGroupId: text('ServerGroupId'),
    tags: tagMap('Tags[]', 'Key', 'Value'),
  },
  select: { param: 'ListenerIds', encode: 'repeat', max: 20 },
  refers: ['loadBalancerId', 'serverGroupId'],
  show: ['listenerStatus', 'listenerProtocol', 'listenerPort', 'loadBalancerId', 'serverGroupId', 'tags'],
  console: 'https://slb.console.aliyun.com/nlb/{{region}}/nlbs',
});
