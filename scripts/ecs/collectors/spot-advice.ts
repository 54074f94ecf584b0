import { defineCollector, list, number, rpc, single, text } from '../../../lib/define';
import { ecs } from '../product';
import { spotType } from '../spot';
import { instances } from './instances';

/** How often instances of a type were interrupted in each zone during the last 30 days. */
export const spotAdvice = defineCollector({
  id: 'ecs-spot-advice',
  product: ecs,
  title: { zh: '抢占式实例中断率', en: 'Spot interruption rates' },
  scope: 'region',
  call: rpc('DescribeSpotAdvice'),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    zones: list('AvailableSpotZones.AvailableSpotZone[]', {
      zoneId: text('ZoneId'),
      types: list('AvailableSpotResources.AvailableSpotResource[]', {
        instanceType: text('InstanceType'),
        interruptionRate: number('InterruptionRate'),
        interruptRateDesc: text('InterruptRateDesc'),
      }),
    }),
  },
  belongs: { to: instances, key: spotType, ask: { param: 'InstanceTypes', encode: 'repeat', max: 1, keep: true } },
});
