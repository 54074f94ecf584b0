import * as mongodb from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { alsoHigh, levelCases } from '../../../harness/tables';
import { instance, now } from '../fixtures';

const LEVELS = { warning: 80, critical: 90, message: 'high' } as const;
const STANDALONE = { replicationFactor: 1 };
const SHARDED = { dBInstanceType: 'sharding', replicationFactor: undefined } as const;
const UNTOLD = { replicationFactor: undefined };

const USAGES = [
  [mongodb.cpuHigh, 'cpu', '的 CPU 使用率最高为', 'CPU of MongoDB instance dds-1 is up to 80.01 %'],
  [mongodb.memoryHigh, 'memory', '的内存使用率最高为', 'Memory of MongoDB instance dds-1 is up to 80.01 % used'],
  [mongodb.diskHigh, 'disk', '的磁盘使用率最高为', 'The disk of MongoDB instance dds-1 is up to 80.01 % full'],
  [
    mongodb.connHigh,
    'connections',
    '的连接数使用率最高为',
    'MongoDB instance dds-1 uses up to 80.01 % of its connections',
  ],
  [mongodb.iopsHigh, 'iops', '的 IOPS 使用率最高为', 'MongoDB instance dds-1 uses up to 80.01 % of its IOPS'],
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
