import { spotReclaim } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { instance, now, spotAdviceOf, spotPricesOf } from '../fixtures';

const prices = [spotPricesOf({ i: [0.1, 0.2], h: [0.15], j: [0.3] })];
const advice = [spotAdviceOf({ i: ['10-100%', 12], h: ['3-5%', 4], j: ['0-3%', 0] })];

testChecker(spotReclaim, {
  healthy: { asset: { ...instance, instanceChargeType: 'PostPaid', spotStrategy: 'SpotAsPriceGo' }, now },
  pass: {
    'a spot instance at rest': {},
    'locked for another reason': { asset: { lockReasons: ['financial'] } },
  },
  fail: {
    'being recycled': {
      asset: { lockReasons: ['recycling'] },
      message: 'recycling',
      severity: 'critical',
      text: {
        zh: '抢占式实例 i-1（ecs.g7.large）正在被回收',
        en: 'Spot instance i-1 (ecs.g7.large) is being reclaimed',
      },
    },
    'with prices and rates': {
      asset: { lockReasons: ['recycling'] },
      related: { prices, advice },
      message: 'priced',
      severity: 'critical',
      text: {
        zh: '抢占式实例 i-1（ecs.g7.large）正在被回收；cn-hangzhou-i 的现价为 0.2 CNY/小时（近 3 天 0.1 至 0.2），更便宜的可用区：cn-hangzhou-h 0.15，中断率最低的可用区：cn-hangzhou-j 0-3%, cn-hangzhou-h 3-5%, cn-hangzhou-i 10-100%',
        en: 'Spot instance i-1 (ecs.g7.large) is being reclaimed; in cn-hangzhou-i the price is 0.2 CNY an hour (0.1 to 0.2 in the last 3 days); cheaper zones: cn-hangzhou-h 0.15; zones with the fewest interruptions: cn-hangzhou-j 0-3%, cn-hangzhou-h 3-5%, cn-hangzhou-i 10-100%',
      },
    },
    'with prices alone': {
      asset: { lockReasons: ['recycling'] },
      related: { prices: [spotPricesOf({ i: [0.1] })] },
      message: 'priced',
      severity: 'critical',
      data: { cheaper: '-', calm: '-' },
    },
    'rates, but no price of its zone': {
      asset: { lockReasons: ['recycling'] },
      related: { prices: [spotPricesOf({ h: [0.1] })], advice },
      message: 'recycling',
      severity: 'critical',
      data: { instanceType: 'ecs.g7.large' },
    },
    'spelt as in the documentation, beside another lock': {
      asset: { spotStrategy: 'SpotWithPriceLimit', lockReasons: ['financial', 'recycling'] },
      message: 'recycling',
      severity: 'critical',
      data: { id: 'i-1' },
    },
  },
  skip: {
    'not a spot instance': { asset: { spotStrategy: 'NoSpot', lockReasons: ['recycling'] } },
    'one of a scaling group': {
      asset: { lockReasons: ['recycling'], tags: { 'acs:autoscaling:scalingGroupId': 'asg-1' } },
    },
    'one of a node pool': { asset: { lockReasons: ['recycling'], tags: { 'ack.aliyun.com': 'c1' } } },
  },
  unknown: {
    'no spot strategy': { asset: { spotStrategy: undefined, lockReasons: ['recycling'] } },
    'no lock information': { asset: { lockReasons: undefined } },
  },
  // Most instances have none.
  absentIsFact: ['tags'],
});
