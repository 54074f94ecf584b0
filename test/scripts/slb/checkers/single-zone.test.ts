import { singleZone } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { lb, now } from '../fixtures';

testChecker(singleZone, {
  healthy: { asset: lb, now },
  pass: { 'a primary and a standby zone': {} },
  fail: {
    'no standby zone': {
      asset: { slaveZoneId: undefined },
      message: 'single',
      severity: 'info',
      text: { zh: 'CLB lb-1 只在可用区 cn-hangzhou-h', en: 'CLB lb-1 is in zone cn-hangzhou-h only' },
    },
    'the same zone twice': {
      asset: { slaveZoneId: 'cn-hangzhou-h' },
      message: 'single',
      severity: 'info',
      data: { zone: 'cn-hangzhou-h' },
    },
  },
  unknown: { 'no zones': { asset: { masterZoneId: undefined, slaveZoneId: undefined } } },
  absentIsFact: ['slaveZoneId'],
});
