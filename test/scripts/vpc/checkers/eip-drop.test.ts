import { eipDrop } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { eip, now } from '../fixtures';

testChecker(eipDrop, {
  healthy: { asset: eip, metrics: { outbound: 0, inbound: 0 }, now },
  pass: {
    'no drops': {},
    'ten a second': { metrics: { outbound: 10 } },
    'exactly a higher threshold': { metrics: { outbound: 30 }, params: { threshold: 30 } },
  },
  fail: {
    'more than ten a second': {
      metrics: { outbound: 10.5 },
      message: 'above',
      severity: 'error',
      text: {
        zh: '弹性公网 IP eip-1 在 15 分钟内有限速丢包（包/秒）：out_ratelimit_drop_speed: 10.5',
        en: 'Elastic IP address eip-1 dropped packets during 15 minutes (per second): out_ratelimit_drop_speed: 10.5',
      },
      data: { value: 10.5, threshold: 10, unit: 'packet/s' },
    },
    'both ways, the worse first': {
      metrics: { outbound: 20, inbound: 70 },
      message: 'above',
      severity: 'error',
      data: { value: 70, metrics: ['in_ratelimit_drop_speed: 70', 'out_ratelimit_drop_speed: 20'] },
    },
    'one way, the other not known': {
      metrics: { outbound: 20, inbound: undefined },
      message: 'above',
      severity: 'error',
      data: { value: 20 },
    },
  },
  skip: { 'not bound': { asset: { status: 'Available' }, metrics: { outbound: 9 } } },
  unknown: {
    'no data': { metrics: { outbound: undefined, inbound: undefined } },
    'one way only, without drops': { metrics: { inbound: undefined } },
  },
});
