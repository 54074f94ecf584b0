import { logOff } from '../../../../scripts/waf';
import { testChecker } from '../../../harness/check-tester';
import { instance, none, now, store } from '../fixtures';

testChecker(logOff, {
  healthy: { asset: instance, related: { store: [store(true)] }, now },
  pass: { on: {} },
  fail: {
    off: {
      related: { store: [store(false)] },
      message: 'off',
      severity: 'warning',
      text: {
        zh: '账号 1000000000000001 的 WAF 支持日志服务但没有日志库',
        en: 'The WAF of account 1000000000000001 may keep a log, and has no place for one',
      },
    },
  },
  skip: {
    'no instance here': { asset: none },
    'not supported': { asset: { logService: false }, related: { store: [store(false)] } },
  },
  unknown: {
    'nobody tells whether it is supported': { asset: { logService: undefined }, related: { store: [store(false)] } },
    'no answer': { related: { store: [] } },
    'nothing in the answer': { related: { store: [store()] } },
  },
});
