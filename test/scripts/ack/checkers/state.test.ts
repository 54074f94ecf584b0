import { clusterState } from '../../../../scripts/ack';
import { testChecker } from '../../../harness/check-tester';
import { cluster, now } from '../fixtures';

const bad = (state: string) => ({
  asset: { state },
  message: 'state' as const,
  severity: 'critical' as const,
  data: { state },
});

testChecker(clusterState, {
  healthy: { asset: cluster, now },
  pass: { running: {} },
  fail: {
    unavailable: {
      asset: { state: 'unavailable' },
      message: 'state',
      severity: 'critical',
      text: { zh: 'ACK 集群 c1（shop）的状态为 unavailable', en: 'ACK cluster c1 (shop) is unavailable' },
    },
    failed: bad('failed'),
    inactive: bad('inactive'),
    'a registered cluster that was connected once': bad('disconnected'),
    'a state that nobody knows': bad('brand-new'),
  },
  skip: Object.fromEntries(
    ['initial', 'waiting', 'updating', 'upgrading', 'scaling', 'removing', 'draining', 'deleting', 'deleted'].map(
      (state) => [state, { asset: { state } }],
    ),
  ),
});
