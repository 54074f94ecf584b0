import { bandwidthHigh } from '../../../../scripts/redis';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { instance, now } from '../fixtures';

const cases = levelCases(
  {
    warning: 80,
    critical: 95,
    step: 1,
    message: 'above',
    text: {
      zh: 'Redis 实例 r-1 的带宽使用率接近上限：StandardIntranetOutRatio: 81（高于 80 %）',
      en: 'Redis instance r-1 is near its bandwidth: StandardIntranetOutRatio: 81 (above 80 %)',
    },
  },
  (standardOut) => ({ metrics: { standardOut } }),
);

testChecker(bandwidthHigh, {
  healthy: { asset: instance, metrics: { standardIn: 10, standardOut: 10 }, now },
  pass: cases.pass,
  fail: {
    ...cases.fail,
    inbound: {
      metrics: { standardIn: 90 },
      message: 'above',
      severity: 'warning',
      data: { metrics: ['StandardIntranetInRatio: 90'] },
    },
    'a cluster': {
      asset: { architectureType: 'cluster' },
      metrics: { shardingIn: 5, shardingOut: 99 },
      message: 'above',
      severity: 'critical',
      data: { metrics: ['ShardingIntranetOutRatio: 99'] },
    },
    'read/write splitting': {
      asset: { architectureType: 'rwsplit' },
      metrics: { splitrwIn: 5, splitrwOut: 99 },
      message: 'above',
      severity: 'critical',
      data: { value: 99 },
    },
    'Tair on cloud disks': {
      asset: { instanceClass: 'tair.essd.standard.xlarge' },
      metrics: { standardIn: undefined, standardOut: undefined, diskIn: 5, diskOut: 99 },
      message: 'above',
      severity: 'critical',
      data: { metrics: ['TairPDBStandardIntranetOutRatio: 99'] },
    },
  },
  skip: { 'disabled, so there is no data': { asset: { instanceStatus: 'Inactive' }, metrics: {} } },
  unknown: {
    ...cases.unknown,
    'no data of one way': { metrics: { standardIn: undefined } },
    'no architecture': { asset: { architectureType: undefined } },
  },
});
