import { clockTime, defineCollector, instant, list, nextOffset, number, rpc, text } from '../../../lib/define';
import { DAY } from '../../../lib/model';
import { ecs } from '../product';
import { SPOT_DAYS, spotOffer } from '../spot';
import { instances } from './instances';

/** One question for a type and its hours of protection, however many instances have them. Prices have no id: each answer is one record. */
export const spotPrices = defineCollector({
  id: 'ecs-spot-prices',
  product: ecs,
  title: { zh: '抢占式实例价格', en: 'Spot prices' },
  scope: 'region',
  call: rpc('DescribeSpotPriceHistory', {
    NetworkType: 'vpc',
    StartTime: clockTime(-SPOT_DAYS * DAY),
    EndTime: clockTime(0),
  }),
  paging: nextOffset({ rows: 'SpotPrices.SpotPriceType' }),
  items: '',
  assetId: 'RequestId',
  fields: {
    currency: text('Currency'),
    prices: list('SpotPrices.SpotPriceType[]', {
      zoneId: text('ZoneId'),
      timestamp: instant('Timestamp'),
      spotPrice: number('SpotPrice'),
      originPrice: number('OriginPrice'),
    }),
  },
  belongs: {
    to: instances,
    key: spotOffer,
    ask: { param: 'InstanceType', and: 'SpotDuration', encode: 'comma', max: 1, keep: true },
  },
});
