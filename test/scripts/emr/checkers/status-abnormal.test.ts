import { statusAbnormal } from '../../../../scripts/emr';
import { testChecker } from '../../../harness/check-tester';
import { cluster, inDays, now } from '../fixtures';

testChecker(statusAbnormal, {
  healthy: { asset: cluster, now },
  pass: { running: {} },
  fail: {
    'failed to start': {
      asset: { clusterState: 'START_FAILED' },
      message: 'down',
      severity: 'error',
      text: { zh: 'EMR 集群 c-1 的状态为 START_FAILED', en: 'The status of EMR cluster c-1 is START_FAILED' },
    },
    'failed to be released': {
      asset: { clusterState: 'TERMINATE_FAILED' },
      message: 'down',
      severity: 'error',
      data: { status: 'TERMINATE_FAILED' },
    },
    'starts for a day and a second': {
      asset: { clusterState: 'STARTING', createTime: inDays(-1, -1) },
      message: 'creating',
      severity: 'error',
      data: { value: 24 },
    },
    'is initialised for longer than a shorter time': {
      asset: { clusterState: 'BOOTSTRAPPING', createTime: inDays(-0.5) },
      params: { hours: 6 },
      message: 'creating',
      severity: 'error',
      data: { value: 12, threshold: 6 },
    },
  },
  skip: {
    'starts for a day': { asset: { clusterState: 'STARTING', createTime: inDays(-1) } },
    released: { asset: { clusterState: 'TERMINATED' } },
    'released after a fault': { asset: { clusterState: 'TERMINATED_WITH_ERRORS' } },
  },
  unknown: { 'no state': { asset: { clusterState: undefined } } },
  // Without a time of creation nothing tells how long it takes.
  absentIsFact: ['createTime'],
});
