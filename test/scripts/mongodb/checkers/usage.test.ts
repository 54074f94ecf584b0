import * as mongodb from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { alsoHigh, levelCases } from '../../../harness/tables';
import { instance, now } from '../fixtures';

const LEVELS = { warning: 80, critical: 90, message: 'high' } as const;
const STANDALONE = { replicationFactor: 1 };
const SHARDED = { dBInstanceType: 'sharding', replicationFactor: undefined } as const;
const UNTOLD = { replicationFactor: undefined };

const USAGES = [
  [mongodb.cpuHigh, 'cpu', '的 CPU 使用率为', 'CPU of MongoDB instance dds-1 is 80.01 %'],
  [mongodb.diskHigh, 'disk', '的磁盘使用率为', 'The disk of MongoDB instance dds-1 is 80.01 % full'],
  [mongodb.connHigh, 'connections', '的连接数使用率为', 'MongoDB instance dds-1 uses 80.01 % of its connections'],
  [mongodb.iopsHigh, 'iops', '的 IOPS 使用率为', 'MongoDB instance dds-1 uses 80.01 % of its IOPS'],
] as const;

for (const [checker, what, zh, en] of USAGES) {
  const [replica, sharding, single] = [`mongodb-${what}-replica`, `mongodb-${what}-sharding`, `mongodb-${what}-single`];
  const text = { zh: `MongoDB 实例 dds-1 ${zh} 80.01 %，高于 80 %`, en: `${en}, above 80 %` };
  const table = levelCases({ ...LEVELS, text }, (value) => ({ metrics: { [replica]: value } }));
  const also = <A extends object>(asset: A, metric: string, not?: string) =>
    alsoHigh(LEVELS.critical, (value) => ({ asset, metrics: { ...(not && { [not]: undefined }), [metric]: value } }));
  const hasSingle = checker !== mongodb.iopsHigh;
  testChecker(checker, {
    healthy: { asset: instance, metrics: { [replica]: 0.1 }, now },
    pass: table.pass,
    fail: {
      ...table.fail,
      'a sharded cluster': also(SHARDED, sharding),
      ...(hasSingle && {
        'a standalone instance': also(STANDALONE, single, replica),
        'number of nodes not told, replica set': also(UNTOLD, replica),
        'number of nodes not told, standalone': also(UNTOLD, single, replica),
      }),
    },
    skip: {
      ...(!hasSingle && { 'a standalone instance': { asset: STANDALONE, metrics: { [replica]: undefined } } }),
      'not there yet': { asset: { dBInstanceStatus: 'Creating' }, metrics: { [replica]: undefined } },
      'being released': { asset: { dBInstanceStatus: 'Deleting' }, metrics: { [replica]: 99 } },
    },
    unknown: {
      ...table.unknown,
      'an architecture without a known metric': { asset: { dBInstanceType: 'serverless' } },
      'being moved, without data': { asset: { dBInstanceStatus: 'Transing' }, metrics: { [replica]: undefined } },
    },
  });
}

const MEMORY = 'mongodb-memory-replica';
const memory = (value: number | undefined, more: object = {}) => ({ metrics: { [MEMORY]: value, ...more } });
const high = { message: 'high', severity: 'warning' } as const;
testChecker(mongodb.memoryHigh, {
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
  skip: { 'being released': { asset: { dBInstanceStatus: 'Deleting' }, ...memory(99) } },
  unknown: {
    'no data': memory(undefined),
    'an architecture without a known metric': { asset: { dBInstanceType: 'serverless' }, ...memory(99) },
  },
});
