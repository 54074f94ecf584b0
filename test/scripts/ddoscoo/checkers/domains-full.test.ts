import { domainsFull } from '../../../../scripts/ddoscoo';
import { testChecker } from '../../../harness/check-tester';
import { instance, now, used } from '../fixtures';

testChecker(domainsFull, {
  healthy: { asset: instance, ...used(5, 50), now },
  pass: { 'a tenth': {}, 'as full as a higher level allows': { ...used(40, 50), params: { warning: 81 } } },
  fail: {
    'four fifths': {
      ...used(40, 50),
      message: 'near',
      severity: 'warning',
      text: {
        zh: 'DDoS 高防实例 ddoscoo-1（shield）的防护域名已用 40/50（80 %）',
        en: 'Anti-DDoS instance ddoscoo-1 (shield) protects 40 sites of 50 (80 %)',
      },
    },
    full: { ...used(50, 50), message: 'near', severity: 'error', data: { value: 100, threshold: 95 } },
    'from a lower level on': {
      ...used(45, 50),
      params: { error: 90 },
      message: 'near',
      severity: 'error',
      data: { used: 45 },
    },
    'a small one, where that counts': {
      ...used(2, 2),
      params: { least: 1 },
      message: 'near',
      severity: 'error',
      data: { total: 2 },
    },
  },
  skip: { 'a small one': used(4, 4), expired: { asset: { status: 2 }, ...used(50, 50) } },
  unknown: { 'no answer': { related: { specs: [], statistics: [] } } },
  // Of one that has expired nothing is looked at.
  absentIsFact: ['status'],
});
