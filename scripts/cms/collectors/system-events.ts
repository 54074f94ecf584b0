import { clockMs, defineCollector, instant, must, oneOf, pageUntilEmpty, rpc, text } from '../../../lib/define';
import { DAY } from '../../../lib/model';
import { cms } from '../product';

/**
 * What the products have reported in the last day, but for mere information. The times go in milliseconds, as in the
 * documented examples. An answer tells neither a total nor whether more follows. Levels are those of
 * DescribeSystemEventAttribute; states are each product's own, and no list of them is closed.
 */
export const systemEvents = defineCollector({
  id: 'cms-system-events',
  product: cms,
  title: { zh: '系统事件', en: 'System events' },
  scope: 'region',
  call: rpc('DescribeSystemEventAttribute', { StartTime: clockMs(-DAY), EndTime: clockMs(0) }),
  variants: [{ Level: 'CRITICAL' }, { Level: 'WARN' }],
  paging: pageUntilEmpty({ max: 100 }),
  items: 'SystemEvents.SystemEvent',
  assetId: 'Id',
  assetName: 'InstanceName',
  fields: {
    eventName: must(text('Name')),
    eventProduct: text('Product'),
    level: must(oneOf('Level', ['CRITICAL', 'WARN', 'INFO'])),
    status: text('Status'),
    resourceId: text('ResourceId'),
    regionId: text('RegionId'),
    time: instant('Time'),
  },
  refers: ['resourceId'],
  show: ['eventProduct', 'eventName', 'level', 'status', 'resourceId', 'regionId', 'time'],
});
