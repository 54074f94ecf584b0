import { singleReplica } from '../../../../scripts/clickhouse';
import { testChecker } from '../../../harness/check-tester';
import { cluster, now } from '../fixtures';

testChecker(singleReplica, {
  healthy: { asset: { ...cluster, category: 'HighAvailability' }, now },
  pass: { 'two replicas': {} },
  fail: {
    'one replica': {
      asset: { category: 'Basic' },
      message: 'single',
      severity: 'info',
      text: {
        zh: 'ClickHouse 集群 cc-1（shop）是单副本版',
        en: 'ClickHouse cluster cc-1 (shop) is of the Single-replica Edition',
      },
    },
  },
  skip: { 'being released': { asset: { category: 'Basic', dBClusterStatus: 'Deleting' } } },
  unknown: { 'no edition': { asset: { category: undefined } } },
  absentIsFact: ['dBClusterStatus'],
});
