import { spotPriceRise } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { now, spotPricesOf } from '../fixtures';
import { pricedAt, spot } from '../spot-prices';

testChecker(spotPriceRise, {
  healthy: { asset: { ...spot, spotStrategy: 'SpotAsPriceGo', spotPriceLimit: 0 }, now, ...pricedAt(0.1) },
  pass: {
    'just below half as much again': pricedAt(0.1499),
    'cheaper than ever': { asset: { spotStrategy: 'SpotWithPriceLimit' }, ...pricedAt(0.01) },
    'more is accepted': {
      related: { prices: [spotPricesOf({ i: [0.46] })] },
      params: { discount: 93 },
    },
  },
  fail: {
    'half as much again': {
      ...pricedAt(0.15),
      message: 'risen',
      severity: 'warning',
      text: {
        zh: '抢占式实例 i-1（ecs.g7.large）在 cn-hangzhou-i 的价格涨到 0.15 CNY/小时，比近 3 天的中位价 0.1 高 50 %（0.1 至 0.15）；更便宜的可用区：cn-hangzhou-j 0.05',
        en: 'The price of spot instance i-1 (ecs.g7.large) in cn-hangzhou-i rose to 0.15 CNY an hour, 50 % above its median of 0.1 in the last 3 days (0.1 to 0.15); cheaper zones: cn-hangzhou-j 0.05',
      },
    },
    'less growth is allowed': {
      ...pricedAt(0.12),
      params: { growth: 20 },
      message: 'risen',
      severity: 'warning',
      data: { value: 20, threshold: 20 },
    },
    'nearly as dear as pay-as-you-go': {
      related: { prices: [spotPricesOf({ i: [0.45], h: [0.5] })] },
      message: 'dear',
      severity: 'warning',
      text: {
        zh: '抢占式实例 i-1（ecs.g7.large）在 cn-hangzhou-i 的价格 0.45 CNY/小时为按量付费价格 0.5 的 90 %（近 3 天 0.45 至 0.45）；更便宜的可用区：-',
        en: 'Spot instance i-1 (ecs.g7.large) costs 0.45 CNY an hour in cn-hangzhou-i, 90 % of the pay-as-you-go price of 0.5 (0.45 to 0.45 in the last 3 days); cheaper zones: -',
      },
    },
    'a larger discount is wanted': {
      ...pricedAt(0.1),
      params: { discount: 20 },
      message: 'dear',
      severity: 'warning',
      data: { value: 20, threshold: 20, original: '0.5' },
    },
  },
  skip: { 'not a spot instance': { asset: { spotStrategy: 'NoSpot' }, related: { prices: [] } } },
  unknown: {
    'no strategy': { asset: { spotStrategy: undefined } },
    'no prices': { related: { prices: [] } },
    'no price of the zone': { related: { prices: [spotPricesOf({ h: [0.1] })] } },
    'no pay-as-you-go price': { related: { prices: [spotPricesOf({ i: [0.1] }, null)] } },
  },
  absentIsFact: ['instanceType'],
});
