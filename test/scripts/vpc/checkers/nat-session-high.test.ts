import { natSessionHigh } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { nat, now } from '../fixtures';

const cases = levelCases(
  {
    warning: 80,
    critical: 90,
    step: 1,
    message: 'above',
    text: {
      zh: 'NAT 网关 ngw-1 的连接水位为 81 %，高于 80 %（SessionActiveConnectionWaterLever: 81）',
      en: 'Connections of NAT gateway ngw-1 are at 81 % of the limit, above 80 % (SessionActiveConnectionWaterLever: 81)',
    },
  },
  (active) => ({ metrics: { active } }),
);

testChecker(natSessionHigh, {
  healthy: { asset: nat, metrics: { active: 20, created: 10 }, now },
  pass: cases.pass,
  fail: {
    ...cases.fail,
    'the other metric, the first one not known': {
      metrics: { active: undefined, created: 93 },
      message: 'above',
      severity: 'critical',
      data: { value: 93, metrics: ['SessionNewConnectionWaterLever: 93'] },
    },
  },
  skip: { 'being created': { asset: { status: 'Creating' }, metrics: { active: 99 } } },
  unknown: {
    ...cases.unknown,
    'no data at all': { metrics: { active: undefined, created: undefined } },
    'half of the data': { metrics: { created: undefined } },
  },
});
