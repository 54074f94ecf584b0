import { runtimeUnsupported } from '../../../../scripts/fc';
import { testChecker } from '../../../harness/check-tester';
import { calculator, now } from '../fixtures';

testChecker(runtimeUnsupported, {
  healthy: { asset: calculator, now },
  pass: { supported: {}, 'an image of its own': { asset: { runtime: 'custom-container' } } },
  fail: {
    'Node.js 8': {
      asset: { runtime: 'nodejs8' },
      message: 'over',
      severity: 'info',
      text: {
        zh: '函数 resize 的运行时 nodejs8 已停止支持',
        en: 'The runtime of function resize, nodejs8, is out of support',
      },
    },
    'Node.js 10': {
      asset: { runtime: 'nodejs10' },
      message: 'over',
      severity: 'info',
      data: { name: 'resize', runtime: 'nodejs10' },
    },
  },
  unknown: {
    'no runtime': { asset: { runtime: undefined } },
    'one never heard of': { asset: { runtime: 'nodejs24' } },
  },
});
