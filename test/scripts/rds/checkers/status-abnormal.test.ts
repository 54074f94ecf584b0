import { statusAbnormal } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(statusAbnormal, {
  healthy: { asset: instance, now },
  pass: { running: {} },
  fail: {
    'a failover that nobody asked for': {
      asset: { dBInstanceStatus: 'GuardSwitching' },
      message: 'down',
      severity: 'critical',
      text: { zh: 'RDS 实例 rm-1 的状态为 GuardSwitching', en: 'The status of RDS instance rm-1 is GuardSwitching' },
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
    'being moved': { asset: { dBInstanceStatus: 'TRANSING' } },
    'being cloned': { asset: { dBInstanceStatus: 'INS_CLONING' } },
    'a node is added': { asset: { dBInstanceStatus: 'NODE_CREATING' } },
    'a failover that counts as asked for': {
      asset: { dBInstanceStatus: 'GuardSwitching' },
      params: { changing: ['GuardSwitching'] },
    },
    'being paused': { asset: { dBInstanceStatus: 'Stopping' } },
    paused: { asset: { dBInstanceStatus: 'Stopped' } },
    'being deleted': { asset: { dBInstanceStatus: 'Deleting' } },
    released: { asset: { dBInstanceStatus: 'Released' } },
  },
});
