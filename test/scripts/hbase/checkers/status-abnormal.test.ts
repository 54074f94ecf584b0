import { statusAbnormal } from '../../../../scripts/hbase';
import { testChecker } from '../../../harness/check-tester';
import { cluster, inDays, now } from '../fixtures';

testChecker(statusAbnormal, {
  healthy: { asset: cluster, now },
  pass: { 'it serves': {} },
  fail: {
    locked: {
      asset: { knownStatus: 'LOCKED' },
      message: 'down',
      severity: 'critical',
      text: { zh: 'HBase 集群 hb-1 的状态为 LOCKED', en: 'The status of HBase cluster hb-1 is LOCKED' },
    },
    broken: {
      asset: { knownStatus: 'EXCEPTION' },
      message: 'down',
      severity: 'critical',
      data: { status: 'EXCEPTION' },
    },
    'could not grow': {
      asset: { knownStatus: 'DISK_RESIZING_FAILED' },
      message: 'down',
      severity: 'error',
      data: { status: 'DISK_RESIZING_FAILED' },
    },
    'could not be made': {
      asset: { knownStatus: 'CREATE_FAILED' },
      message: 'down',
      severity: 'error',
      data: { status: 'CREATE_FAILED' },
    },
    'in creation for a day and a second': {
      asset: { knownStatus: 'LAUNCHING', createdTimeUTC: inDays(-1, -1) },
      message: 'creating',
      severity: 'error',
      data: { value: 24 },
    },
    'in creation for longer than a shorter time': {
      asset: { knownStatus: 'CREATING', createdTimeUTC: inDays(-0.5) },
      params: { hours: 6 },
      message: 'creating',
      severity: 'error',
      data: { value: 12, threshold: 6 },
    },
  },
  skip: {
    'in creation for a day': { asset: { knownStatus: 'CREATING', createdTimeUTC: inDays(-1) } },
    growing: { asset: { knownStatus: 'HBASE_SCALE_OUT' } },
    restarting: { asset: { knownStatus: 'RESTARTING' } },
    'being released': { asset: { knownStatus: 'DELETING' } },
  },
  unknown: { 'no state': { asset: { knownStatus: undefined } } },
  // Without a time of creation nothing tells how long it takes.
  absentIsFact: ['createdTimeUTC'],
});

test('what Lindorm lists, too, is told once', () => {
  expect(statusAbnormal.because).toContain('lindorm-status-abnormal');
});
