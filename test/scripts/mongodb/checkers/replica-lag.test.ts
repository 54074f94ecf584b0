import { replicaLag } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { alsoHigh, levelCases } from '../../../harness/tables';
import { instance, now } from '../fixtures';
import { SHARDED, STANDALONE } from '../usage';

const [REPLICA, SHARDING] = ['mongodb-lag-replica', 'mongodb-lag-sharding'];
const table = levelCases(
  {
    warning: 30,
    critical: 60,
    unit: 's',
    message: 'high',
    text: {
      zh: 'MongoDB 实例 dds-1 的复制延迟为 30.01 秒，高于 30 秒',
      en: 'Replication of MongoDB instance dds-1 is 30.01 s behind, above 30 s',
    },
  },
  (value) => ({ metrics: { [REPLICA]: value } }),
);

testChecker(replicaLag, {
  healthy: { asset: instance, metrics: { [REPLICA]: 0.1 }, now },
  pass: {
    ...table.pass,
    'two seconds behind, which the heartbeat alone can make': { metrics: { [REPLICA]: 2 } },
    'ahead by the same': { metrics: { [REPLICA]: -2 } },
  },
  fail: {
    ...table.fail,
    'a sharded cluster': alsoHigh(60, (value) => ({
      asset: SHARDED,
      metrics: { [REPLICA]: undefined, [SHARDING]: value },
    })),
  },
  skip: {
    'a standalone instance': { asset: STANDALONE, metrics: { [REPLICA]: undefined } },
    serverless: { asset: { dBInstanceType: 'serverless' }, metrics: { [REPLICA]: undefined } },
    'being released': { asset: { dBInstanceStatus: 'Deleting' } },
  },
  unknown: table.unknown,
});
