import { postpaidLongrun } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { inDays, instance, now } from '../fixtures';

testChecker(postpaidLongrun, {
  healthy: { asset: { ...instance, instanceChargeType: 'PostPaid', creationTime: inDays(-30) }, now },
  pass: { 'exactly 30 days': {}, 'longer is allowed': { asset: { creationTime: inDays(-90) }, params: { days: 90 } } },
  fail: {
    'more than 30 days': {
      asset: { creationTime: inDays(-30, -1) },
      message: 'longrun',
      severity: 'info',
      text: {
        zh: '按量付费实例 i-1（ecs.g7.large）已运行 30 天',
        en: 'Pay-as-you-go instance i-1 (ecs.g7.large) is 30 days old and runs',
      },
    },
  },
  skip: {
    stopped: { asset: { status: 'Stopped' } },
    'a subscription': { asset: { instanceChargeType: 'PrePaid' } },
    'a spot instance': { asset: { spotStrategy: 'SpotAsPriceGo', creationTime: inDays(-90) } },
  },
  unknown: {
    'no charge type': { asset: { instanceChargeType: undefined } },
    'no spot strategy': { asset: { spotStrategy: undefined } },
    'no creation time': { asset: { creationTime: undefined } },
  },
  absentIsFact: ['instanceType'],
});
