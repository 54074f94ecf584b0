import { eipLocked } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { eip, now } from '../fixtures';

testChecker(eipLocked, {
  healthy: { asset: eip, now },
  pass: { 'no lock': {} },
  fail: {
    'overdue payment': {
      asset: { businessStatus: 'OperationLock', lockReasons: ['financial'] },
      message: 'locked',
      severity: 'critical',
      text: {
        zh: '弹性公网 IP eip-1 业务状态为 OperationLock，锁定原因：financial',
        en: 'Elastic IP address eip-1 is OperationLock, locked for: financial',
      },
    },
    'locked, without a reason': {
      asset: { businessStatus: 'OperationLock' },
      message: 'locked',
      severity: 'critical',
      data: { businessStatus: 'OperationLock', reasons: ['?'] },
    },
    'a lock of one that is not activated': {
      asset: { businessStatus: 'Unactivated', lockReasons: ['financial'] },
      message: 'locked',
      severity: 'critical',
      data: { businessStatus: 'Unactivated', reasons: ['financial'] },
    },
    'a lock, without a status': {
      asset: { businessStatus: undefined, lockReasons: ['security'] },
      message: 'locked',
      severity: 'critical',
      data: { reasons: ['security'] },
    },
  },
  skip: { 'bought and not yet activated': { asset: { businessStatus: 'Unactivated' } } },
  unknown: {
    'no business status': { asset: { businessStatus: undefined } },
    'no lock information': { asset: { lockReasons: undefined } },
  },
});
