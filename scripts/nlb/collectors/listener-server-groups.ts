import { defineCollector, nextToken, number, rpc } from '../../../lib/define';
import { nlb } from '../product';
import { listeners } from './listeners';

/** How many servers are behind a listener, all of the region in a few calls. */
export const listenerServerGroups = defineCollector({
  id: 'nlb-listener-server-groups',
  product: nlb,
  title: { zh: 'NLB 监听的服务器组', en: 'Server groups by listener of network load balancers' },
  scope: 'region',
  call: rpc('ListServerGroups'),
  paging: nextToken({ max: 100, total: 'TotalCount' }),
  items: 'ServerGroups',
  assetId: 'ServerGroupId',
  fields: { serverCount: number('ServerCount') },
  belongs: {
    to: listeners,
    by: 'ServerGroupId',
    key: ({ serverGroupId }) => (typeof serverGroupId === 'string' ? serverGroupId : undefined),
  },
});
