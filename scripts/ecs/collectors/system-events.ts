import { defineCollector, instant, nextToken, oneOf, rpc, text } from '../../../lib/define';
import { ecs } from '../product';
import { instances } from './instances';

/** Without `InstanceEventCycleStatus` the API answers with closed events only. The states are those of the official model. */
export const systemEvents = defineCollector({
  id: 'ecs-system-events',
  product: ecs,
  title: { zh: '未结束的系统事件', en: 'Open system events' },
  scope: 'region',
  call: rpc('DescribeInstanceHistoryEvents', { InstanceEventCycleStatus: ['Scheduled', 'Executing', 'Inquiring'] }),
  paging: nextToken({ max: 100, total: 'TotalCount', counts: true }),
  items: 'InstanceSystemEventSet.InstanceSystemEventType',
  assetId: 'EventId',
  fields: {
    eventType: text('EventType.Name'),
    eventCycleStatus: oneOf('EventCycleStatus.Name', [
      ...(['Scheduled', 'Executing', 'Inquiring'] as const),
      ...(['Avoided', 'Executed', 'Canceled', 'Failed'] as const),
    ]),
    notBefore: instant('NotBefore'),
  },
  belongs: { to: instances, by: 'InstanceId' },
});
