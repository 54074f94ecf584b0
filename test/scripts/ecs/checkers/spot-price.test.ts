import { spotPriceNearLimit, spotPriceRise } from '../../../../scripts/ecs';
import { spotOffer } from '../../../../scripts/ecs/spot';
import { testChecker } from '../../../harness/check-tester';
import { instance, now, spotAdviceOf, spotPricesOf } from '../fixtures';

const spot = {
  ...instance,
  instanceChargeType: 'PostPaid',
  spotStrategy: 'SpotWithPriceLimit',
  spotPriceLimit: 0.2,
} as const;
const at = (price: number) => ({ related: { prices: [spotPricesOf({ i: [0.1, 0.1, price], h: [0.15], j: [0.05] })] } });

describe('spotPriceNearLimit', () => {
  testChecker(spotPriceNearLimit, {
    healthy: { asset: spot, now, ...at(0.1) },
    pass: {
      'just below 90 %': at(0.1799),
      'more is allowed': { ...at(0.19), params: { warning: 96 } },
    },
    fail: {
      '90 %': {
        ...at(0.18),
        message: 'near',
        severity: 'warning',
        text: {
          zh: '抢占式实例 i-1（ecs.g7.large）在 cn-hangzhou-i 的现价 0.18 CNY/小时为出价上限 0.2 的 90 %；近 3 天为 0.1 至 0.18，更便宜的可用区：cn-hangzhou-j 0.05, cn-hangzhou-h 0.15',
          en: 'The price of spot instance i-1 (ecs.g7.large) in cn-hangzhou-i is 0.18 CNY an hour, 90 % of its limit of 0.2; 0.1 to 0.18 in the last 3 days; cheaper zones: cn-hangzhou-j 0.05, cn-hangzhou-h 0.15',
        },
      },
      'less is allowed': {
        ...at(0.16),
        params: { warning: 80 },
        message: 'near',
        severity: 'warning',
        data: { value: 80, threshold: 80, currency: 'CNY' },
      },
      'all of it': { ...at(0.2), message: 'near', severity: 'critical', data: { value: 100, threshold: 100 } },
      'critical sooner': {
        ...at(0.19),
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
      'it follows the market': { asset: { spotStrategy: 'SpotAsPriceGo', spotPriceLimit: 0 }, ...at(0.3) },
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
});

describe('spotPriceRise', () => {
  testChecker(spotPriceRise, {
    healthy: { asset: { ...spot, spotStrategy: 'SpotAsPriceGo', spotPriceLimit: 0 }, now, ...at(0.1) },
    pass: {
      'just below half as much again': at(0.1499),
      'cheaper than ever': { asset: { spotStrategy: 'SpotWithPriceLimit' }, ...at(0.01) },
      'more is accepted': {
        related: { prices: [spotPricesOf({ i: [0.46] })] },
        params: { discount: 93 },
      },
    },
    fail: {
      'half as much again': {
        ...at(0.15),
        message: 'risen',
        severity: 'warning',
        text: {
          zh: '抢占式实例 i-1（ecs.g7.large）在 cn-hangzhou-i 的价格涨到 0.15 CNY/小时，比近 3 天的中位价 0.1 高 50 %（0.1 至 0.15）；更便宜的可用区：cn-hangzhou-j 0.05',
          en: 'The price of spot instance i-1 (ecs.g7.large) in cn-hangzhou-i rose to 0.15 CNY an hour, 50 % above its median of 0.1 in the last 3 days (0.1 to 0.15); cheaper zones: cn-hangzhou-j 0.05',
        },
      },
      'less growth is allowed': {
        ...at(0.12),
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
        ...at(0.1),
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
});

test('the fixtures are as the API answers', () => {
  expect(spotPricesOf({ i: [0.1] }).prices).toEqual([
    { zoneId: 'cn-hangzhou-i', timestamp: now, spotPrice: 0.1, originPrice: 0.5 },
  ]);
  expect(spotAdviceOf({ h: ['0-3%', 1] }).zones?.[0]?.types?.[0]?.interruptRateDesc).toBe('0-3%');
});

test('prices are asked for by type and protection', () => {
  expect(spotOffer({ ...spot, spotDuration: 0 })).toBe('ecs.g7.large 0');
  expect(spotOffer({ ...spot, spotDuration: 1 })).toBe('ecs.g7.large 1');
  expect(spotOffer({ ...spot, spotDuration: undefined })).toBeUndefined();
  expect(spotOffer({ ...instance, spotStrategy: 'NoSpot', spotDuration: 1 })).toBeUndefined();
});
