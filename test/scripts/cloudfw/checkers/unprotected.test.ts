import { cloudfwUnprotected } from '../../../../scripts/cloudfw';
import { testChecker } from '../../../harness/check-tester';
import { addresses, firewall, now } from '../fixtures';

testChecker(cloudfwUnprotected, {
  healthy: { asset: firewall, ...addresses(10, 0), now },
  pass: {
    'all are protected': {},
    'a tenth is not': addresses(9, 1),
    'half of them, where that is wanted': { ...addresses(5, 5), params: { warning: 50 } },
  },
  fail: {
    'a quarter is not': {
      ...addresses(3, 1),
      message: 'open',
      severity: 'warning',
      text: {
        zh: '账号 1000000000000001 的 4 个公网 IP 中有 1 个没有云防火墙防护（25 %）：closed-1',
        en: '1 of 4 public addresses of account 1000000000000001 are not behind Cloud Firewall (25 %): closed-1',
      },
    },
    'one of two, and of the other nobody has heard the state': {
      related: {
        assets: [...addresses(0, 1).related.assets, ...addresses(1, 0, { ProtectStatus: 'odd' }).related.assets],
      },
      message: 'open',
      severity: 'warning',
      data: { count: 1, total: 2 },
    },
    half: { ...addresses(2, 2), message: 'open', severity: 'warning', data: { value: 50, threshold: 10 } },
    'more than half': { ...addresses(1, 2), message: 'open', severity: 'error', data: { value: 67, threshold: 50 } },
    'an error from a lower level on': {
      ...addresses(3, 1),
      params: { error: 20 },
      message: 'open',
      severity: 'error',
      data: { threshold: 20 },
    },
  },
  skip: {
    'no firewall': { asset: { instanceStatus: 'free' }, ...addresses(0, 4) },
    'no address': addresses(0, 0),
    'none can be protected': addresses(0, 4, { RegionStatus: 'disable' }),
    'none can be redirected': addresses(0, 4, { SyncStatus: 'disable' }),
  },
  unknown: {
    'no state': { asset: { instanceStatus: undefined } },
    'nobody tells whether they are': addresses(4, 0, { ProtectStatus: undefined }),
  },
});

test('one that has ended is told once', () => {
  expect(cloudfwUnprotected.because).toContainEqual({ checker: 'cloudfw-expiring', message: 'expired' });
});
