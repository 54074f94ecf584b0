import { spotPriceNearLimit } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { now, spotPricesOf } from '../fixtures';
import { pricedAt, spot } from '../spot-prices';

testChecker(spotPriceNearLimit, {
  healthy: { asset: spot, now, ...pricedAt(0.1) },
  pass: {
    'just below 90 %': pricedAt(0.1799),
    'more is allowed': { ...pricedAt(0.19), params: { warning: 96 } },
  },
  fail: {
    '90 %': {
      ...pricedAt(0.18),
      message: 'near',
      severity: 'warning',
      text: {
        zh: '抢占式实例 i-1（ecs.g7.large）在 cn-hangzhou-i 的现价 0.18 CNY/小时为出价上限 0.2 的 90 %；近 3 天为 0.1 至 0.18，更便宜的可用区：cn-hangzhou-j 0.05, cn-hangzhou-h 0.15',
        en: 'The price of spot instance i-1 (ecs.g7.large) in cn-hangzhou-i is 0.18 CNY an hour, 90 % of its limit of 0.2; 0.1 to 0.18 in the last 3 days; cheaper zones: cn-hangzhou-j 0.05, cn-hangzhou-h 0.15',
      },
    },
    'less is allowed': {
      ...pricedAt(0.16),
      params: { warning: 80 },
      message: 'near',
      severity: 'warning',
      data: { value: 80, threshold: 80, currency: 'CNY' },
    },
    'all of it': { ...pricedAt(0.2), message: 'near', severity: 'critical', data: { value: 100, threshold: 100 } },
    'critical sooner': {
      ...pricedAt(0.19),
      params: { critical: 95 },
      message: 'near',
      severity: 'critical',
      data: { value: 95, threshold: 95 },
    },
    'cheapest here': {
      related: { prices: [spotPricesOf({ i: [0.19], h: [0.3] })] },
      message: 'near',
      severity: 'warning',
      data: { cheaper: '-', lowest: '0.19' },
    },
    'a price in another answer, and a zone that has sold nothing for a day': {
      related: { prices: [spotPricesOf({ j: [0.01, ...Array<undefined>(24)] }), spotPricesOf({ i: [0.19] })] },
      message: 'near',
      severity: 'warning',
      data: { cheaper: '-' },
    },
  },
  skip: {
    'it follows the market': { asset: { spotStrategy: 'SpotAsPriceGo', spotPriceLimit: 0 }, ...pricedAt(0.3) },
    'not a spot instance': { asset: { spotStrategy: 'NoSpot' }, related: { prices: [] } },
  },
  unknown: {
    'no strategy': { asset: { spotStrategy: undefined } },
    'no limit': { asset: { spotPriceLimit: undefined } },
    'no limit that can be': { asset: { spotPriceLimit: 0 } },
    'no prices': { related: { prices: [] } },
    'no price of the zone': { related: { prices: [spotPricesOf({ h: [0.1] })] } },
    'no zone': { asset: { zoneId: undefined } },
  },
  absentIsFact: ['instanceType'],
});
