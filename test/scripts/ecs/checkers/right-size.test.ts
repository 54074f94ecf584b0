import { ecsOversized, postpaidLongrun } from '../../../../scripts/ecs';
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

testChecker(ecsOversized, {
  healthy: { asset: instance, now, metrics: { cpu: 10, memory: 20 } },
  pass: {
    'at both levels': {},
    'less is fine': { metrics: { cpu: 7, memory: 15 }, params: { cpu: 7, memory: 15 } },
  },
  fail: {
    'too much CPU': {
      metrics: { cpu: 9.99, memory: 60 },
      message: 'low',
      severity: 'info',
      text: {
        zh: '实例 i-1（ecs.g7.large）近 14 天平均 CPU 9.99 %、内存 60 %，规格过大',
        en: 'Instance i-1 (ecs.g7.large) used 9.99 % CPU and 60 % memory on average in the last 14 days',
      },
    },
    'too much memory': { metrics: { memory: 19 }, message: 'low', severity: 'info', data: { cpu: 10, memory: 19 } },
    'a shorter time': { metrics: { cpu: 5 }, params: { days: 7 }, message: 'low', severity: 'info', data: { days: 7 } },
    'next to nothing, which traffic may keep from being idle': {
      metrics: { cpu: 2, memory: 5 },
      message: 'low',
      severity: 'info',
      data: { cpu: 2, memory: 5 },
    },
  },
  skip: {
    young: { asset: { creationTime: inDays(-14, 1) }, metrics: { cpu: 6 } },
    stopped: { asset: { status: 'Stopped' } },
  },
  unknown: {
    'no CPU': { metrics: { cpu: undefined } },
    'no creation time': { asset: { creationTime: undefined }, metrics: { cpu: 6 } },
    'no agent': { metrics: { cpu: 6, memory: undefined } },
  },
  absentIsFact: ['instanceType'],
});
