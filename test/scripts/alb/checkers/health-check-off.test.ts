import { healthCheckOff } from '../../../../scripts/alb';
import { testChecker } from '../../../harness/check-tester';
import { group, now } from '../fixtures';

testChecker(healthCheckOff, {
  healthy: { asset: { ...group, name: 'web', healthCheckEnabled: true }, now },
  pass: { on: {} },
  fail: {
    off: {
      asset: { healthCheckEnabled: false },
      message: 'off',
      severity: 'warning',
      text: {
        zh: 'ALB 服务器组 sgp-1（web）未开启健康检查',
        en: 'Server group sgp-1 (web) of an ALB has no health check',
      },
    },
  },
  skip: {
    'nobody uses it': { asset: { healthCheckEnabled: false, relatedLoadBalancerIds: [] } },
    'functions are not checked': { asset: { healthCheckEnabled: false, serverGroupType: 'Fc' } },
  },
  unknown: { 'not told': { asset: { healthCheckEnabled: undefined } } },
  absentIsFact: ['relatedLoadBalancerIds', 'serverGroupType'],
});
