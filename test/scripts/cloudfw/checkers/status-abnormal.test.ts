import { statusAbnormal } from '../../../../scripts/cloudfw';
import { testChecker } from '../../../harness/check-tester';
import { firewall, inDays, now } from '../fixtures';

testChecker(statusAbnormal, {
  healthy: { asset: firewall, now },
  pass: { normal: {} },
  fail: {
    abnormal: {
      asset: { instanceStatus: 'abnormal' },
      message: 'down',
      severity: 'critical',
      text: {
        zh: '账号 1000000000000001 的云防火墙 的状态为 abnormal',
        en: 'The status of the Cloud Firewall of account 1000000000000001 is abnormal',
      },
    },
    'in creation for a day and a second': {
      asset: { instanceStatus: 'init', startTime: inDays(-1, -1) },
      message: 'creating',
      severity: 'error',
      data: { value: 24 },
    },
    'in creation for longer than a shorter time': {
      asset: { instanceStatus: 'init', startTime: inDays(-0.5) },
      params: { hours: 6 },
      message: 'creating',
      severity: 'error',
      data: { value: 12, threshold: 6 },
    },
  },
  skip: {
    'in creation for a day': { asset: { instanceStatus: 'init', startTime: inDays(-1) } },
    'no firewall': { asset: { instanceStatus: 'free' } },
    'being removed': { asset: { instanceStatus: 'deleting' } },
  },
  // Without a time of creation nothing tells how long it takes.
  absentIsFact: ['startTime'],
});

test('one that has ended is told once', () => {
  expect(statusAbnormal.because).toContainEqual({ checker: 'cloudfw-expiring', message: 'expired' });
});
