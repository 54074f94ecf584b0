import { serverGroupEmpty } from '../../../../scripts/alb';
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
        zh: 'ALB 服务器组 sgp-1 没有服务器，被 alb-1 使用',
        en: 'ALB server group sgp-1 has no servers and is used by alb-1',
      },
    },
  },
  skip: {
    'nobody uses it': { asset: { serverCount: 0, relatedLoadBalancerIds: [] } },
    'functions have no servers': { asset: { serverGroupType: 'Fc', serverCount: 0 } },
  },
  unknown: {
    'no type, which may be one without servers': { asset: { serverGroupType: undefined, serverCount: 0 } },
    'no number of servers': { asset: { serverCount: undefined } },
    'no users in the answer': { asset: { serverCount: 0, relatedLoadBalancerIds: undefined } },
  },
});
