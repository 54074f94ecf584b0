import { replicaLag } from '../../../../scripts/polardb';
import { testChecker } from '../../../harness/check-tester';
import { cluster, nodes, now } from '../fixtures';

testChecker(replicaLag, {
  healthy: { asset: cluster, metrics: { value: nodes(0.1) }, now },
  pass: {
    low: {},
    'exactly the warning level': { metrics: { value: nodes(1) } },
    'above the default, below a higher level': { metrics: { value: nodes(1.5) }, params: { warning: 2 } },
  },
  fail: {
    'just above the warning level': {
      metrics: { value: nodes(1.01) },
      message: 'high',
      severity: 'warning',
      text: {
        zh: 'PolarDB 集群 pc-1 只读节点 pi-1 的延迟为 1.01 秒，高于 1 秒',
        en: 'Reader node pi-1 of PolarDB cluster pc-1 is 1.01 s behind, above 1 s',
      },
      data: { value: 1.01, threshold: 1, unit: 's' },
    },
    'exactly the critical level': {
      metrics: { value: nodes(10) },
      message: 'high',
      severity: 'warning',
      data: { value: 10, threshold: 1 },
    },
    'just above the critical level': {
      metrics: { value: nodes(10.01) },
      message: 'high',
      severity: 'critical',
      data: { value: 10.01, threshold: 10 },
    },
    'a lower critical level': {
      metrics: { value: nodes(9) },
      params: { critical: 8 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 8 },
    },
  },
  skip: {
    PostgreSQL: { asset: { dBType: 'PostgreSQL' } },
    stopped: { asset: { dBClusterStatus: 'Stopped' }, metrics: { value: undefined } },
    'no reader': { asset: { dBNodes: [{ dBNodeId: 'pi-0', dBNodeRole: 'Writer' }] }, metrics: { value: undefined } },
  },
  unknown: {
    'no data': { metrics: { value: undefined } },
    'an empty list of nodes and no data': { asset: { dBNodes: [] }, metrics: { value: undefined } },
    'no nodes in the answer and no data': { asset: { dBNodes: undefined }, metrics: { value: undefined } },
  },
});
