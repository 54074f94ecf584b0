import { natDrop } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { nat, now } from '../fixtures';

testChecker(natDrop, {
  healthy: { asset: nat, metrics: { active: 0, created: 0, ports: 0 }, now },
  pass: {
    'no drops': {},
    'three failures': { metrics: { ports: 3 } },
    'exactly a higher threshold': { metrics: { ports: 9 }, params: { threshold: 9 } },
  },
  fail: {
    'ports run out': {
      metrics: { ports: 4 },
      message: 'above',
      severity: 'error',
      text: {
        zh: 'NAT 网关 ngw-1 正在丢弃连接：ErrorPortAllocationCount: 4',
        en: 'NAT gateway ngw-1 is dropping connections: ErrorPortAllocationCount: 4',
      },
    },
    'both limits': {
      metrics: { active: 4, created: 5 },
      message: 'above',
      severity: 'error',
      data: { metrics: ['SessionNewLimitDropConnection: 5', 'SessionLimitDropConnection: 4'] },
    },
  },
  skip: { 'being deleted': { asset: { status: 'Deleting' }, metrics: { ports: 9 } } },
  unknown: { 'one of three is not known': { metrics: { ports: undefined } } },
});
