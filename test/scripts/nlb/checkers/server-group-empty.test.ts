import { serverGroupEmpty } from '../../../../scripts/nlb';
import { testChecker } from '../../../harness/check-tester';
import { group, now } from '../fixtures';

testChecker(serverGroupEmpty, {
  healthy: { asset: group, now },
  pass: { 'two servers': {}, 'one server': { asset: { serverCount: 1 } } },
  fail: {
    'in use, without servers': {
      asset: { serverCount: 0 },
      message: 'empty',
      severity: 'warning',
      text: {
        zh: 'NLB 服务器组 sgp-1 没有服务器，被 nlb-1 使用',
        en: 'NLB server group sgp-1 has no servers and is used by nlb-1',
      },
    },
  },
  skip: {
    'nobody uses it': { asset: { serverCount: 0, relatedLoadBalancerIds: [] } },
  },
  unknown: {
    'no number of servers': { asset: { serverCount: undefined } },
    'no users in the answer': { asset: { serverCount: 0, relatedLoadBalancerIds: undefined } },
  },
});
