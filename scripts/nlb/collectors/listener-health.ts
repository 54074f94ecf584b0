import { defineCollector, flag, list, nextToken, oneOf, rpc, text } from '../../../lib/define';
import { nlb } from '../product';
import { listeners } from './listeners';

/**
 * One call per running listener. A listener of many ports comes once per port, maybe under one id: the answer as a whole
 * is the record, one to a page. The states are those of the official model.
 */
export const listenerHealth = defineCollector({
  id: 'nlb-listener-health',
  product: nlb,
  title: { zh: 'NLB 监听健康状态', en: 'Health of the listeners of network load balancers' },
  scope: 'region',
  call: rpc('GetListenerHealthStatus'),
  paging: nextToken({ max: 100, total: 'TotalCount', rows: 'ListenerHealthStatus' }),
  items: '',
  assetId: 'RequestId',
  fields: {
    listenerHealthStatus: list('ListenerHealthStatus[]', {
      serverGroupInfos: list('ServerGroupInfos[]', {
        heathCheckEnabled: flag('HeathCheckEnabled'),
        nonNormalServers: list('NonNormalServers[]', {
          serverId: text('ServerId'),
          serverIp: text('ServerIp'),
          status: oneOf('Status', ['Initial', 'Unhealthy', 'Unavailable']),
          reasonCode: text('Reason.ReasonCode'),
        }),
      }),
    }),
  },
  belongs: {
    to: listeners,
    ask: { param: 'ListenerId', encode: 'comma', max: 1, when: (one) => one.listenerStatus === 'Running' },
  },
});
