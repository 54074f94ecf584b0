import { instanceLocked } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(instanceLocked, {
  healthy: { asset: instance, now },
  pass: { 'no lock': {} },
  fail: {
    'overdue payment': {
      asset: { lockReasons: ['financial'] },
      message: 'locked',
      severity: 'critical',
      text: { zh: '实例 i-1 被锁定，原因：financial', en: 'Instance i-1 is locked: financial' },
    },
    'two reasons at once': {
      asset: { lockReasons: ['financial', 'security'] },
      message: 'locked',
      severity: 'critical',
      text: { en: 'Instance i-1 is locked: financial, security' },
    },
  },
  unknown: { 'no lock information': { asset: { lockReasons: undefined } } },
});
