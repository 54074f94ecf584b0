import { alidnsBlackholed } from '../../../../scripts/alidns';
import { testChecker } from '../../../harness/check-tester';
import { instance, now, unbound } from '../fixtures';

testChecker(alidnsBlackholed, {
  healthy: { asset: instance, now },
  pass: { resolves: {} },
  fail: {
    'in a blackhole': {
      asset: { inBlackHole: true },
      message: 'off',
      severity: 'critical',
      text: {
        zh: '云解析实例 dns-1 的域名 example.com 在黑洞中，停止解析',
        en: 'The name example.com of DNS instance dns-1 is in a blackhole and does not resolve',
      },
    },
  },
  skip: { 'no name is bound to it': { asset: { ...unbound, inBlackHole: true } } },
  unknown: { 'nobody tells': { asset: { inBlackHole: undefined } } },
  // A name tells alone that it is bound.
  absentIsFact: ['bindDomainUsedCount'],
});
