import { statusAbnormal } from '../../../../scripts/mse';
import { testChecker } from '../../../harness/check-tester';
import { cluster, inDays, now } from '../fixtures';

testChecker(statusAbnormal, {
  healthy: { asset: cluster, now },
  pass: { made: {}, 'started again': { asset: { initStatus: 'RESTART_SUCCESS' } } },
  fail: {
    'failed to start again': {
      asset: { initStatus: 'RESTART_FAILED' },
      message: 'down',
      severity: 'critical',
      text: {
        zh: '注册配置中心 mse-cn-1 的状态为 RESTART_FAILED',
        en: 'The status of registry mse-cn-1 is RESTART_FAILED',
      },
    },
    'failed to grow': {
      asset: { initStatus: 'SCALE_FAILED' },
      message: 'down',
      severity: 'error',
      data: { status: 'SCALE_FAILED' },
    },
    'failed to be released': {
      asset: { initStatus: 'DESTROY_FAILED' },
      message: 'down',
      severity: 'error',
      data: { status: 'DESTROY_FAILED' },
    },
    'in creation for a day and a second': {
      asset: { initStatus: 'INIT_ING', createTime: inDays(-1, -1) },
      message: 'creating',
      severity: 'error',
      data: { value: 24 },
    },
    'in creation for longer than a shorter time': {
      asset: { initStatus: 'INIT_ING', createTime: inDays(-0.5) },
      params: { hours: 6 },
      message: 'creating',
      severity: 'error',
      data: { value: 12, threshold: 6 },
    },
  },
  skip: {
    'in creation for a day': { asset: { initStatus: 'INIT_ING', createTime: inDays(-1) } },
    restarting: { asset: { initStatus: 'RESTART_ING' } },
    growing: { asset: { initStatus: 'SCALE_ING' } },
    'being released': { asset: { initStatus: 'DESTROY_ING' } },
    released: { asset: { initStatus: 'DESTROY_SUCCESS' } },
  },
  unknown: { 'no state': { asset: { initStatus: undefined } } },
  // Without a time of creation nothing tells how long it takes.
  absentIsFact: ['createTime'],
});
