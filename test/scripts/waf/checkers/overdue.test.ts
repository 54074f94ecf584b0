import { wafOverdue } from '../../../../scripts/waf';
import { testChecker } from '../../../harness/check-tester';
import { instance, none, now } from '../fixtures';

testChecker(wafOverdue, {
  healthy: { asset: instance, now },
  pass: { 'paid for': {} },
  fail: {
    overdue: {
      asset: { inDebt: '1' },
      message: 'overdue',
      severity: 'critical',
      text: { zh: 'WAF 实例 waf-1 已欠费', en: 'WAF instance waf-1 has an overdue payment' },
    },
  },
  skip: {
    'a subscription of which it is not told': { asset: { inDebt: undefined } },
    'no instance here': { asset: none },
    released: { asset: { status: 3, inDebt: '1' } },
  },
  // Of a subscription it need not be told.
  absentIsFact: ['inDebt'],
  unknown: {
    'no state': { asset: { status: undefined } },
    'nobody tells': { asset: { payType: 'POSTPAY', inDebt: undefined } },
  },
});
