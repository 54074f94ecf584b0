import { logOff } from '../../../../scripts/cloudfw';
import { testChecker } from '../../../harness/check-tester';
import { firewall, now } from '../fixtures';

testChecker(logOff, {
  healthy: { asset: firewall, now },
  pass: { on: {} },
  fail: {
    off: {
      asset: { logStatus: false },
      message: 'off',
      severity: 'warning',
      text: {
        zh: '账号 1000000000000001 的云防火墙购买了日志存储但没有开启投递',
        en: 'The Cloud Firewall of account 1000000000000001 has a log storage that nothing is delivered to',
      },
    },
  },
  skip: {
    'no firewall': { asset: { instanceStatus: 'free', logStatus: false } },
    'pay-as-you-go': { asset: { version: 10, logStatus: false } },
    'no storage': { asset: { logStorage: 0, logStatus: false } },
  },
  unknown: {
    'nobody tells': { asset: { logStatus: undefined } },
    'no version': { asset: { version: undefined, logStatus: false } },
    'no storage in the answer': { asset: { logStorage: undefined, logStatus: false } },
    'no state': { asset: { instanceStatus: undefined, logStatus: false } },
  },
});
