import { eipUnbound } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { eip, inDays, now } from '../fixtures';

testChecker(eipUnbound, {
  healthy: { asset: eip, now },
  pass: {
    'being bound': { asset: { status: 'Associating', allocationTime: inDays(-400) } },
    bound: {},
    'free for exactly 7 days': { asset: { status: 'Available', allocationTime: inDays(-7) } },
    'a higher threshold': { asset: { status: 'Available', allocationTime: inDays(-8) }, params: { days: 9 } },
  },
  fail: {
    'one second more than 7 days': {
      asset: { status: 'Available', allocationTime: inDays(-7, -1) },
      message: 'unbound',
      severity: 'warning',
      text: {
        zh: '弹性公网 IP eip-1（203.0.113.7）未绑定，申请于 7 天前',
        en: 'Elastic IP address eip-1 (203.0.113.7) is not bound; it was allocated 7 days ago',
      },
      data: { value: 7, threshold: 7 },
    },
  },
  skip: { 'being released': { asset: { status: 'Releasing', allocationTime: inDays(-90) } } },
  unknown: { 'no allocation time': { asset: { status: 'Available', allocationTime: undefined } } },
});
