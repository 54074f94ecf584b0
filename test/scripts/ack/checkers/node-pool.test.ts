import { nodePool } from '../../../../scripts/ack';
import { testChecker } from '../../../harness/check-tester';
import { cluster, now, pool } from '../fixtures';

testChecker(nodePool, {
  healthy: { asset: cluster, related: { pools: [pool(1, 'active', 0), pool(2, 'active', 0)] }, now },
  pass: {
    'all are active': {},
    'one is scaling': { related: { pools: [pool(1, 'active', 0), pool(2, 'scaling', 0)] } },
  },
  fail: {
    'nodes failed': {
      related: { pools: [pool(1, 'active', 0), pool(2, 'active', 2)] },
      message: 'abnormal',
      severity: 'warning',
      text: {
        zh: 'ACK 集群 c1（shop）有 1 个节点池异常：pool-2 (active, 2 failed)',
        en: 'ACK cluster c1 (shop) has 1 node pools that are not in order: pool-2 (active, 2 failed)',
      },
    },
    'could not be created, and failures in a pool without a state': {
      related: { pools: [pool(1, 'failed', undefined, ''), pool(2, undefined, 1)] },
      message: 'abnormal',
      severity: 'error',
      data: { value: 2, pools: ['np-1 (failed, ? failed)', 'pool-2 (?, 1 failed)'] },
    },
    'failures in a pool whose state nobody knows': {
      related: { pools: [pool(1, 'active', 0), pool(2, 'degraded', 1)] },
      message: 'abnormal',
      severity: 'warning',
      data: { value: 1, pools: ['pool-2 (degraded, 1 failed)'] },
    },
  },
  skip: {
    'a cluster that is not there yet': { asset: { state: 'initial' }, related: { pools: [] } },
    'a registered cluster that waits to be connected': { asset: { state: 'waiting' }, related: { pools: [] } },
    'no pools': { related: { pools: [] } },
  },
  unknown: {
    'a state that nobody knows': { related: { pools: [pool(1, 'active', 0), pool(2, 'degraded', 0)] } },
    'no state': { related: { pools: [pool(1, 'active', 0), pool(2, undefined, 0)] } },
    'no failures': { related: { pools: [pool(1, 'active', undefined)] } },
  },
});
