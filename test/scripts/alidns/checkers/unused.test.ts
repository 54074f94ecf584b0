import { alidnsUnused } from '../../../../scripts/alidns';
import { testChecker } from '../../../harness/check-tester';
import { inDays, instance, now, unbound } from '../fixtures';

const unused = (days: number, seconds = 0) => ({
  asset: { ...unbound, startTimestamp: inDays(-days, -seconds) },
});

testChecker(alidnsUnused, {
  healthy: { asset: instance, now },
  pass: { 'a name is bound to it': {}, 'several names are': { asset: { ...unbound, bindDomainUsedCount: 3 } } },
  fail: {
    'for a week and a second': {
      ...unused(7, 1),
      message: 'unused',
      severity: 'info',
      text: {
        zh: '云解析实例 dns-1 没有绑定域名，购买于 7 天前',
        en: 'No name is bound to DNS instance dns-1; it was bought 7 days ago',
      },
    },
    'for a day, where that counts': {
      ...unused(1),
      params: { days: 0 },
      message: 'unused',
      severity: 'info',
      data: { value: 1, threshold: 0 },
    },
  },
  skip: {
    'bought a week ago': unused(7),
    'it has ended': { asset: { ...unbound, endTimestamp: inDays(-1) } },
  },
  unknown: {
    'no time of purchase': { asset: { ...unbound, startTimestamp: undefined } },
    'no end': { asset: { ...unbound, endTimestamp: undefined } },
  },
  // That no name is in the answer is said to mean that none is bound.
  absentIsFact: ['bindDomainUsedCount', 'domain'],
});
