import { cpuChange } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';
import { past, rough, step } from '../../pasts';

testChecker(cpuChange, {
  healthy: { asset: instance, metrics: { 'ecs-cpu': 20 }, now },
  pass: {
    flat: {},
    'just below the least change': { metrics: { 'ecs-cpu': step(20, 39.9) } },
    'less than half more': { metrics: { 'ecs-cpu': step(60, 89) } },
    'as high as at this hour of every day': {
      metrics: { 'ecs-cpu': past(7, (ago) => (ago % 24 < 2 ? 95 : 20)) },
    },
    'not so sensitive': { metrics: { 'ecs-cpu': rough(7, 45) }, params: { sensitivity: 50 } },
    'a higher least change': { metrics: { 'ecs-cpu': step(20, 55) }, params: { least: 40 } },
    'a higher percentage': { metrics: { 'ecs-cpu': step(20, 55) }, params: { percent: 200 } },
    'so high three days ago, too, when it looks back a week': {
      metrics: { 'ecs-cpu': past(7, (ago) => (ago < 2 || ago > 60 ? 80 : 20)) },
    },
  },
  fail: {
    'exactly the least change': {
      metrics: { 'ecs-cpu': step(20, 40) },
      message: 'up',
      severity: 'warning',
      text: {
        zh: '实例 i-1 的 CPU 使用率突增至 40 %，平日此时段约 20 %',
        en: 'CPU of instance i-1 rose to 40 %; at this hour it is usually about 20 %',
      },
      data: { value: 40, expected: 20, unit: '%', metric: 'CPUUtilization' },
    },
    'above the scatter': {
      metrics: { 'ecs-cpu': rough(7, 45) },
      message: 'up',
      severity: 'warning',
      data: { value: 45 },
    },
    dead: {
      metrics: { 'ecs-cpu': step(50, 1) },
      message: 'down',
      severity: 'warning',
      text: { en: 'CPU of instance i-1 fell to 1 %; at this hour it is usually about 50 %' },
    },
    'so high three days ago, when it looks back two': {
      metrics: { 'ecs-cpu': past(7, (ago) => (ago < 2 || ago > 60 ? 80 : 20)) },
      params: { days: 2 },
      message: 'up',
      severity: 'warning',
      data: { expected: 20 },
    },
  },
  skip: { 'not running': { asset: { status: 'Stopped' }, metrics: { 'ecs-cpu': step(20, 90) } } },
  unknown: {
    'no history': { metrics: { 'ecs-cpu': undefined } },
    'too little history': { metrics: { 'ecs-cpu': past(1, (ago) => (ago < 2 ? 90 : 20)) } },
  },
});
