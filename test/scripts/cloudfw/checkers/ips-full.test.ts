import { ipsFull } from '../../../../scripts/cloudfw';
import { testChecker } from '../../../harness/check-tester';
import { firewall, now, used } from '../fixtures';

testChecker(ipsFull, {
  healthy: { asset: firewall, ...used(5, 50), now },
  pass: { 'a tenth': {}, 'as full as a higher level allows': { ...used(40, 50), params: { warning: 81 } } },
  fail: {
    'four fifths': {
      ...used(40, 50),
      message: 'near',
      severity: 'warning',
      text: {
        zh: '账号 1000000000000001 的云防火墙防护公网 IP 已用 40/50（80 %）',
        en: 'The Cloud Firewall of account 1000000000000001 protects 40 public addresses of 50 (80 %)',
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
  skip: {
    'a small one': used(4, 4),
    'no firewall': { asset: { instanceStatus: 'free' }, ...used(50, 50) },
  },
  unknown: { 'no answer': { related: { statistic: [] } } },
  // Of an account without one nothing is looked at.
  absentIsFact: ['instanceStatus'],
});
