import { rdsExpiring } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { instance, inDays, now } from '../fixtures';

const cases = expiryCases({ zh: 'RDS 实例 rm-1', en: 'RDS instance rm-1' }, (expireTime) => ({
  asset: { expireTime },
}));

testChecker(rdsExpiring, {
  healthy: { asset: instance, now },
  ...cases,
  fail: {
    ...cases.fail,
    'renews itself, and over for longer than a renewal takes': {
      asset: { autoRenewal: true, expireTime: inDays(0, -7201) },
      message: 'expired',
      severity: 'critical',
      data: { value: -1 },
    },
    'does not renew itself': {
      asset: { autoRenewal: false, expireTime: inDays(5) },
      message: 'soon',
      severity: 'critical',
      data: { value: 5 },
    },
  },
  skip: {
    'renews itself soon': { asset: { autoRenewal: true, expireTime: inDays(5) } },
    'renews itself, and over for two hours': { asset: { autoRenewal: true, expireTime: inDays(0, -7200) } },
    'pay-as-you-go': { asset: { payType: 'Postpaid', expireTime: inDays(1) } },
    released: { asset: { dBInstanceStatus: 'Released', expireTime: inDays(-10) } },
  },
  // What does not tell is judged by its days.
  absentIsFact: ['autoRenewal'],
  unknown: { ...cases.unknown, 'no charge type': { asset: { payType: undefined } } },
});
