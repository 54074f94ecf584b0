import { natDrop } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { nat, now } from '../fixtures';

testChecker(natDrop, {
  healthy: { asset: nat, metrics: { active: 0, created: 0, ports: 0 }, now },
  pass: { 'no drops': {}, 'exactly a higher threshold': { metrics: { ports: 2 }, params: { threshold: 2 } } },
  fail: {
    'ports run out': {
      metrics: { ports: 1 },
      message: 'above',
      severity: 'error',
      text: {
        zh: 'NAT 网关 ngw-1 正在丢弃连接：ErrorPortAllocationCount: 1',
        en: 'NAT gateway ngw-1 is dropping connections: ErrorPortAllocationCount: 1',
      },
    },
    'both limits': {
      metrics: { active: 3, created: 4 },
      message: 'above',
      severity: 'error',
      data: { metrics: ['SessionNewLimitDropConnection: 4', 'SessionLimitDropConnection: 3'] },
    },
  },
  skip: { 'being deleted': { asset: { status: 'Deleting' }, metrics: { ports: 9 } } },
  unknown: { 'one of three is not known': { metrics: { ports: undefined } } },
});
