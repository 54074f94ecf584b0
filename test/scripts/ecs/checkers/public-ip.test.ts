import { publicIp } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(publicIp, {
  healthy: { asset: { ...instance, publicIpAddress: [] }, now },
  pass: { none: {}, 'an elastic address': { asset: { eipAddress: '203.0.113.9' } } },
  fail: {
    'one of its own': {
      asset: { publicIpAddress: ['203.0.113.7'] },
      message: 'exposed',
      severity: 'warning',
      text: {
        zh: '实例 i-1（web）有固定公网 IP：203.0.113.7',
        en: 'Instance i-1 (web) has public IP addresses: 203.0.113.7',
      },
    },
  },
  unknown: { 'not told': { asset: { publicIpAddress: undefined } } },
});
