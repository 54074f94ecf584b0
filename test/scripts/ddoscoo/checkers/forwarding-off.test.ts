import { forwardingOff } from '../../../../scripts/ddoscoo';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(forwardingOff, {
  healthy: { asset: instance, now },
  pass: { forwards: {} },
  fail: {
    'does not': {
      asset: { enabled: 0 },
      message: 'off',
      severity: 'error',
      text: {
        zh: 'DDoS 高防实例 ddoscoo-1（shield）已停止转发业务流量',
        en: 'Anti-DDoS instance ddoscoo-1 (shield) forwards no traffic',
      },
    },
  },
  skip: { expired: { asset: { status: 2, enabled: 0 } } },
  unknown: { 'nobody tells': { asset: { enabled: undefined } }, 'no state': { asset: { status: undefined } } },
});
