import { replicaLag } from '../../../../scripts/polardb';
import { testChecker } from '../../../harness/check-tester';
import { cluster, nodes, now } from '../fixtures';

testChecker(replicaLag, {
  healthy: { asset: cluster, metrics: { value: nodes(0.1) }, now },
  pass: {
    low: {},
    'a second behind': { metrics: { value: nodes(1.5) } },
    'exactly the warning level': { metrics: { value: nodes(10) } },
    'above the default, below a higher level': { metrics: { value: nodes(15) }, params: { warning: 20 } },
  },
  fail: {
    'just above the warning level': {
      metrics: { value: nodes(10.01) },
      message: 'high',
      severity: 'warning',
      text: {
        zh: 'PolarDB 集群 pc-1 只读节点 pi-1 的延迟为 10.01 秒，高于 10 秒',
        en: 'Reader node pi-1 of PolarDB cluster pc-1 is 10.01 s behind, above 10 s',
      },
      data: { value: 10.01, threshold: 10, unit: 's' },
    },
    'exactly the critical level': {
      metrics: { value: nodes(60) },
      message: 'high',
      severity: 'warning',
      data: { value: 60, threshold: 10 },
    },
    'just above the critical level': {
      metrics: { value: nodes(60.01) },
      message: 'high',
      severity: 'critical',
      data: { value: 60.01, threshold: 60 },
    },
    'a lower critical level': {
      metrics: { value: nodes(41) },
      params: { critical: 40 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 40 },
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
