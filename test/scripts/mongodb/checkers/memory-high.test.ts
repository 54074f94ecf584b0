import { memoryHigh } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';
import { SHARDED, STANDALONE } from '../usage';

const MEMORY = 'mongodb-memory-replica';
const memory = (value: number | undefined, more: object = {}) => ({ metrics: { [MEMORY]: value, ...more } });
const high = { message: 'high', severity: 'warning' } as const;
testChecker(memoryHigh, {
  healthy: { asset: instance, ...memory(0.1), now },
  pass: {
    'a warm cache': memory(85),
    'exactly the warning level': memory(90),
    'above the default, below a higher level': { ...memory(90.5), params: { warning: 91 } },
    'only the connections are many': memory(50, { 'mongodb-connections-replica': 99 }),
  },
  fail: {
    'one node above the warning level': {
      ...memory(undefined, {
        [MEMORY]: {
          value: 91,
          at: now,
          parts: [
            { part: 'Primary', value: 91 },
            { part: 'Secondary', value: 40 },
          ],
        },
      }),
      ...high,
      text: {
        zh: 'MongoDB 实例 dds-1 (Primary) 的内存使用率为 91 %，高于 90 %',
        en: 'Memory of MongoDB instance dds-1 (Primary) is 91 % used, above 90 %',
      },
    },
    'above the critical level alone': { ...memory(99), ...high, data: { threshold: 95 } },
    'above the critical level, and connections too': {
      ...memory(95.5, { 'mongodb-connections-replica': 96 }),
      message: 'high',
      severity: 'critical',
      data: { signs: ['ConnectionUtilization: 96'] },
    },
    'above a lower critical level, and IOPS too': {
      ...memory(93, { 'mongodb-iops-replica': 92.5 }),
      params: { critical: 92 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 92 },
    },
    'a sharded cluster': {
      asset: SHARDED,
      ...memory(undefined, { 'mongodb-memory-sharding': 91 }),
      ...high,
      data: { value: 91 },
    },
    'a standalone instance': {
      asset: STANDALONE,
      ...memory(undefined, { 'mongodb-memory-single': 91 }),
      ...high,
      data: { value: 91 },
    },
  },
  skip: {
    'being released': { asset: { dBInstanceStatus: 'Deleting' }, ...memory(99) },
    'serverless, of which there are no metrics': { asset: { dBInstanceType: 'serverless' }, ...memory(99) },
  },
  unknown: {
    'no data': memory(undefined),
  },
});
