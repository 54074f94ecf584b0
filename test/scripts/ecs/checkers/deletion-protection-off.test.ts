import { deletionProtectionOff } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

const postpaid = { ...instance, instanceChargeType: 'PostPaid' } as const;

testChecker(deletionProtectionOff, {
  healthy: { asset: postpaid, now },
  pass: { on: {} },
  fail: {
    off: {
      asset: { deletionProtection: false },
      message: 'off',
      severity: 'info',
      text: { zh: '实例 i-1（web）没有开启释放保护', en: 'Instance i-1 (web) has no deletion protection' },
    },
  },
  absentIsFact: ['tags'],
  skip: {
    'an instance of a scaling group': {
      asset: { deletionProtection: false, tags: { 'acs:autoscaling:scalingGroupId': 'asg-1' } },
    },
    'a subscription': { asset: { instanceChargeType: 'PrePaid', deletionProtection: false } },
    'a spot instance': { asset: { spotStrategy: 'SpotAsPriceGo', deletionProtection: false } },
  },
  unknown: {
    'not told': { asset: { deletionProtection: undefined } },
    'no charge type': { asset: { instanceChargeType: undefined } },
    'no spot strategy': { asset: { spotStrategy: undefined, deletionProtection: false } },
  },
});
