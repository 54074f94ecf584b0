import { statusAbnormal } from '../../../../scripts/redis';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(statusAbnormal, {
  healthy: { asset: instance, now },
  pass: { normal: {}, 'normal, as it was called before': { asset: { instanceStatus: 'Available' } } },
  fail: {
    unavailable: {
      asset: { instanceStatus: 'Unavailable' },
      message: 'down',
      severity: 'critical',
      text: { zh: 'Redis 实例 r-1 的状态为 Unavailable', en: 'The status of Redis instance r-1 is Unavailable' },
    },
    disabled: {
      asset: { instanceStatus: 'Inactive' },
      message: 'down',
      severity: 'critical',
      data: { status: 'Inactive' },
    },
    'never created': {
      asset: { instanceStatus: 'Error' },
      message: 'down',
      severity: 'error',
      data: { status: 'Error' },
    },
    'a change that is not listed': {
      asset: { instanceStatus: 'Flushing' },
      params: { changing: ['Creating'] },
      message: 'down',
      severity: 'critical',
      data: { status: 'Flushing' },
    },
  },
  skip: {
    'being changed': { asset: { instanceStatus: 'Flushing' } },
    'a switchover': { asset: { instanceStatus: 'HASwitching' } },
    released: { asset: { instanceStatus: 'Released' } },
  },
});
