import { statusAbnormal } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(statusAbnormal, {
  healthy: { asset: instance, now },
  pass: { running: {} },
  fail: {
    'a status that nobody knows': {
      asset: { dBInstanceStatus: 'Unavailable' },
      message: 'down',
      severity: 'critical',
      text: { zh: 'RDS 实例 rm-1 的状态为 Unavailable', en: 'The status of RDS instance rm-1 is Unavailable' },
    },
    'a change that is not listed': {
      asset: { dBInstanceStatus: 'Rebooting' },
      params: { changing: [] },
      message: 'down',
      severity: 'critical',
      data: { status: 'Rebooting' },
    },
  },
  skip: {
    'being changed': { asset: { dBInstanceStatus: 'Rebooting' } },
    'being paused': { asset: { dBInstanceStatus: 'Stopping' } },
    paused: { asset: { dBInstanceStatus: 'Stopped' } },
    'being deleted': { asset: { dBInstanceStatus: 'Deleting' } },
    released: { asset: { dBInstanceStatus: 'Released' } },
  },
});
