import { objectsFull } from '../../../../scripts/waf';
import { testChecker } from '../../../harness/check-tester';
import { instance, none, now, objects } from '../fixtures';

const used = (count: number) => ({ related: { resources: objects(...Array<string>(count).fill('active')) } });

testChecker(objectsFull, {
  healthy: { asset: instance, ...used(2), now },
  pass: { 'a fifth': {}, 'as full as a higher level allows': { ...used(8), params: { warning: 81 } } },
  fail: {
    'four fifths': {
      ...used(8),
      message: 'near',
      severity: 'warning',
      text: {
        zh: 'WAF 实例 waf-1 的防护对象已用 8/10（80 %）',
        en: 'WAF instance waf-1 protects 8 objects of 10 (80 %)',
      },
    },
    full: { ...used(10), message: 'near', severity: 'error', data: { value: 100, threshold: 95 } },
    'from a lower level on': {
      ...used(9),
      params: { error: 90 },
      message: 'near',
      severity: 'error',
      data: { used: 9 },
    },
    'a small one, where that counts': {
      asset: { defenseObjectMaxCount: 2 },
      ...used(2),
      params: { least: 1 },
      message: 'near',
      severity: 'error',
      data: { total: 2 },
    },
  },
  skip: { 'no instance here': { asset: none }, 'a small one': { asset: { defenseObjectMaxCount: 4 }, ...used(4) } },
  unknown: {
    'no limit in the answer': { asset: { defenseObjectMaxCount: undefined } },
    'no id to ask by': { asset: { instanceId: undefined }, related: { resources: [] } },
  },
});
