import { ipBlocked } from '../../../../scripts/ddoscoo';
import { testChecker } from '../../../harness/check-tester';
import { addresses, instance, now } from '../fixtures';

testChecker(ipBlocked, {
  healthy: { asset: instance, ...addresses('normal'), now },
  pass: { normal: {}, 'being cleaned': addresses('defense'), 'one of two has expired': addresses('normal', 'expired') },
  fail: {
    'its one address': {
      ...addresses('blackhole'),
      message: 'blocked',
      severity: 'critical',
      text: {
        zh: 'DDoS 高防实例 ddoscoo-1（shield）的 1 个 IP 中有 1 个不可用：203.0.113.1 (blackhole)',
        en: '1 of 1 addresses of Anti-DDoS instance ddoscoo-1 (shield) are blocked: 203.0.113.1 (blackhole)',
      },
    },
    'one of two, and the other is in a state that nobody has heard of': {
      ...addresses('blackhole', 'parked'),
      message: 'blocked',
      severity: 'error',
      data: { count: 1, total: 2 },
    },
    'one of two, and the other does not tell': {
      ...addresses('punished', undefined),
      message: 'blocked',
      severity: 'error',
      data: { count: 1, total: 2 },
    },
  },
  skip: { expired: { asset: { status: 2 }, ...addresses('expired') } },
  unknown: {
    'no state': { asset: { status: undefined } },
    'no answer': { related: { details: [] } },
    'one does not tell': addresses('normal', undefined),
  },
});
