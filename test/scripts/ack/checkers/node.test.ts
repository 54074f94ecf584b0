import { ackNode } from '../../../../scripts/ack';
import { testChecker } from '../../../harness/check-tester';
import { cluster, node, now } from '../fixtures';

testChecker(ackNode, {
  healthy: { asset: cluster, related: { nodes: [node(1, 'Ready'), node(2, 'Ready')] }, now },
  pass: {
    'all are ready': {},
    'one is coming': { related: { nodes: [node(1, 'Ready'), node(2, 'NotReady', 'starting')] } },
    'one is being stopped': { related: { nodes: [node(1, 'Ready'), node(2, 'Unknown', 'stopping')] } },
    'one is going': { related: { nodes: [node(1, 'Ready'), node(2, 'Unknown', 'removing')] } },
    'one is coming, without a status': { related: { nodes: [node(1, 'Ready'), node(2, undefined, 'initial')] } },
  },
  fail: {
    'one is not ready': {
      related: { nodes: [node(1, 'Ready'), node(2, 'NotReady')] },
      message: 'notReady',
      severity: 'critical',
      text: {
        zh: 'ACK 集群 c1（shop）的 2 个节点中有 1 个未就绪：node-2 (NotReady)',
        en: 'ACK cluster c1 (shop) has 1 nodes of 2 that are not ready: node-2 (NotReady)',
      },
    },
    'one of five': {
      related: { nodes: [node(1, 'NotReady'), ...[2, 3, 4, 5].map((n) => node(n, 'Ready'))] },
      message: 'notReady',
      severity: 'warning',
      data: { value: 1, total: 5 },
    },
    'one of four': {
      related: { nodes: [node(1, 'NotReady'), ...[2, 3, 4].map((n) => node(n, 'Ready'))] },
      message: 'notReady',
      severity: 'critical',
      data: { value: 1, total: 4 },
    },
    'a smaller share, when somebody has set it': {
      related: { nodes: [node(1, 'NotReady'), ...[2, 3, 4, 5].map((n) => node(n, 'Ready'))] },
      params: { criticalPercent: 10 },
      message: 'notReady',
      severity: 'critical',
      data: { total: 5 },
    },
    'none is ready, whatever the share': {
      related: { nodes: [node(1, 'NotReady'), node(2, 'NotReady', 'starting')] },
      params: { criticalPercent: 100 },
      message: 'none',
      severity: 'critical',
      text: {
        zh: 'ACK 集群 c1（shop）没有就绪的节点：node-1 (NotReady)',
        en: 'No node of ACK cluster c1 (shop) is ready: node-1 (NotReady)',
      },
      data: { value: 1, total: 2 },
    },
    'a machine that somebody has stopped': {
      related: { nodes: [node(1, 'NotReady', 'stopped', 'n1'), node(2, 'Ready')] },
      message: 'notReady',
      severity: 'warning',
      data: { value: 1, nodes: ['n1 (NotReady, stopped)'] },
    },
    'one that could not be created': {
      related: { nodes: [node(1, 'Unknown', 'failed'), node(2, undefined, 'failed')] },
      message: 'none',
      severity: 'critical',
      data: { value: 2, nodes: ['node-1 (Unknown, failed)', 'node-2 (?, failed)'] },
    },
    'one beside a node in a state that nobody knows': {
      related: { nodes: [node(1, 'Ready', 'melting'), node(2, 'NotReady')] },
      message: 'notReady',
      severity: 'critical',
      data: { value: 1 },
    },
    'unknown, and offline in a stopped machine': {
      related: { nodes: [node(1, 'Unknown'), node(2, 'Offline', 'stopped', '')] },
      message: 'none',
      severity: 'critical',
      data: { value: 2, nodes: ['node-1 (Unknown)', 'i-2 (Offline, stopped)'] },
    },
    'one beside a node without a status': {
      related: { nodes: [node(1, undefined), node(2, 'NotReady')] },
      message: 'none',
      severity: 'critical',
      data: { value: 1 },
    },
  },
  skip: {
    'a cluster that is not there yet': { asset: { state: 'initial' }, related: { nodes: [] } },
    'a registered cluster that waits to be connected': { asset: { state: 'waiting' }, related: { nodes: [] } },
    'a cluster that failed': { asset: { state: 'failed' }, related: { nodes: [] } },
    'no nodes': { related: { nodes: [] } },
    'only nodes that come': { related: { nodes: [node(1, 'NotReady', 'pending')] } },
  },
  unknown: {
    'a node in a state that nobody knows': { related: { nodes: [node(1, 'Ready', 'melting'), node(2, 'Ready')] } },
    'a status that nobody knows': { related: { nodes: [node(1, 'Drained'), node(2, 'Ready')] } },
    'a node without a status': { related: { nodes: [node(1, 'Ready'), node(2, undefined)] } },
    'one that is not ready, and may be coming or going': { related: { nodes: [node(1, 'NotReady', '')] } },
  },
});
