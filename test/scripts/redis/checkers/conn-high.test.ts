import { connHigh } from '../../../../scripts/redis';
import { testChecker } from '../../../harness/check-tester';
import { alsoHigh, levelCases } from '../../../harness/tables';
import { instance, now } from '../fixtures';

const cases = levelCases(
  {
    warning: 60,
    critical: 80,
    step: 0.5,
    message: 'high',
    text: {
      zh: 'Redis 实例 r-1 的连接数使用率为 60.5 %，高于 60 %',
      en: 'Redis instance r-1 uses 60.5 % of its connections, above 60 %',
    },
  },
  (value) => ({ metrics: { 'redis-connections-standard': value } }),
);

testChecker(connHigh, {
  healthy: { asset: instance, metrics: { 'redis-connections-standard': 1 }, now },
  pass: cases.pass,
  fail: {
    ...cases.fail,
    'a cluster': alsoHigh(80, (value) => ({
      asset: { architectureType: 'cluster' },
      metrics: { 'redis-connections-sharding': value },
    })),
    'read/write splitting': alsoHigh(80, (value) => ({
      asset: { architectureType: 'rwsplit' },
      metrics: { 'redis-connections-splitrw': value },
    })),
    'Tair on cloud disks': alsoHigh(80, (value) => ({
      asset: { instanceClass: 'tair.essd.standard.xlarge' },
      metrics: { 'redis-connections-standard': undefined, 'redis-connections-disk': value },
    })),
  },
  skip: {
    'disabled, so there is no data': {
      asset: { instanceStatus: 'Inactive' },
      metrics: { 'redis-connections-standard': undefined },
    },
    'not there yet': { asset: { instanceStatus: 'Creating' }, metrics: { 'redis-connections-standard': undefined } },
    released: { asset: { instanceStatus: 'Released' }, metrics: { 'redis-connections-standard': undefined } },
  },
  unknown: {
    ...cases.unknown,
    'no architecture': { asset: { architectureType: undefined } },
    'being changed, without data': {
      asset: { instanceStatus: 'Changing' },
      metrics: { 'redis-connections-standard': undefined },
    },
  },
});
