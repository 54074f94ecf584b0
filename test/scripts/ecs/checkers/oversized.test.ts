import { ecsOversized } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { inDays, instance, now } from '../fixtures';

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
