import { packetDrop } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { instance, now } from '../fixtures';

const cases = levelCases(
  {
    warning: 1,
    critical: 5,
    step: 0.1,
    message: 'above',
    text: {
      zh: '实例 i-1 的丢包率为 packetOutDropRates: 1.1，高于 1 %',
      en: 'Instance i-1 drops packets: packetOutDropRates: 1.1, above 1 %',
    },
  },
  (outbound) => ({ metrics: { outbound } }),
);

testChecker(packetDrop, {
  healthy: { asset: instance, metrics: { inbound: 0, outbound: 0 }, now },
  pass: cases.pass,
  fail: {
    ...cases.fail,
    'inbound, the other not known': {
      metrics: { inbound: 6, outbound: undefined },
      message: 'above',
      severity: 'critical',
      data: { value: 6, threshold: 5 },
    },
  },
  skip: { stopped: { asset: { status: 'Stopped' } } },
  unknown: { ...cases.unknown, 'only one is known': { metrics: { inbound: undefined } } },
});
