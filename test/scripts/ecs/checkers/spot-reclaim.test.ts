import { spotReclaim } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(spotReclaim, {
  healthy: { asset: { ...instance, instanceChargeType: 'PostPaid', spotStrategy: 'SpotAsPriceGo' }, now },
  pass: {
    'a spot instance at rest': {},
    'locked for another reason': { asset: { lockReasons: ['financial'] } },
  },
  fail: {
    'being recycled': {
      asset: { lockReasons: ['Recycling'] },
      message: 'recycling',
      severity: 'critical',
      text: {
        zh: '抢占式实例 i-1（ecs.g7.large）正在被回收',
        en: 'Spot instance i-1 (ecs.g7.large) is being reclaimed',
      },
    },
    'spelt as in the documentation, beside another lock': {
      asset: { spotStrategy: 'SpotWithPriceLimit', lockReasons: ['financial', 'recycling'] },
      message: 'recycling',
      severity: 'critical',
      data: { id: 'i-1' },
    },
  },
  skip: { 'not a spot instance': { asset: { spotStrategy: 'NoSpot', lockReasons: ['Recycling'] } } },
  unknown: {
    'no spot strategy': { asset: { spotStrategy: undefined, lockReasons: ['Recycling'] } },
    'no lock information': { asset: { lockReasons: undefined } },
  },
});
