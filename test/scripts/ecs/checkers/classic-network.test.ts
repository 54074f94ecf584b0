import { classicNetwork } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(classicNetwork, {
  healthy: { asset: instance, now },
  pass: { 'in a VPC': {} },
  fail: {
    classic: {
      asset: { instanceNetworkType: 'classic' },
      message: 'classic',
      severity: 'warning',
      text: { zh: '实例 i-1（web）的网络类型为经典网络', en: 'The network type of instance i-1 (web) is classic' },
    },
  },
  unknown: { 'not told': { asset: { instanceNetworkType: undefined } } },
});
