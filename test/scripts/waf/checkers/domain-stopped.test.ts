import { domainStopped } from '../../../../scripts/waf';
import { testChecker } from '../../../harness/check-tester';
import { instance, none, now, sites } from '../fixtures';

testChecker(domainStopped, {
  healthy: { asset: instance, related: { domains: sites(1, 1) }, now },
  pass: { 'all are forwarded': {}, 'one is being changed': { related: { domains: sites(1, 3) } } },
  fail: {
    'one, and another is in a state that nobody has heard of': {
      related: { domains: sites(1, 5, 9) },
      message: 'stopped',
      severity: 'warning',
      data: { count: 1, total: 3 },
    },
    'one of two': {
      related: { domains: sites(1, 5) },
      message: 'stopped',
      severity: 'warning',
      text: {
        zh: 'WAF 实例 waf-1 的 2 个域名中有 1 个停止转发：site-2.com',
        en: 'WAF instance waf-1 does not forward 1 of its 2 sites: site-2.com',
      },
    },
  },
  skip: { 'no instance here': { asset: none }, 'no site': { related: { domains: [] } } },
  unknown: {
    'no id to ask by': { asset: { instanceId: undefined }, related: { domains: [] } },
    'one does not tell': { related: { domains: sites(1, undefined) } },
  },
});

test('the sites of an instance that has ended are told with it', () => {
  expect(domainStopped.because).toContainEqual({ checker: 'waf-expiring', message: 'expired' });
});
