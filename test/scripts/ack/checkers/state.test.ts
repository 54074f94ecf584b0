import { ackState } from '../../../../scripts/ack';
import { testChecker } from '../../../harness/check-tester';
import { cluster, now } from '../fixtures';

type State = (typeof cluster)['state'];

const bad = (state: State, severity: 'critical' | 'error' = 'critical') => ({
  asset: { state },
  message: 'state' as const,
  severity,
  data: { state },
});

testChecker(ackState, {
  healthy: { asset: cluster, now },
  pass: { running: {}, 'a registered cluster': { asset: { state: 'connected' } } },
  fail: {
    unavailable: {
      asset: { state: 'unavailable' },
      message: 'state',
      severity: 'critical',
      text: { zh: 'ACK 集群 c1（shop）的状态为 unavailable', en: 'ACK cluster c1 (shop) is unavailable' },
    },
    failed: bad('failed', 'error'),
    inactive: bad('inactive'),
    stopped: bad('stopped'),
    'a registered cluster that was connected once': bad('disconnected'),
    ...Object.fromEntries(
      (['update_failed', 'updating_failed', 'upgrade_failed', 'delete_failed', 'deleted_failed'] as const).map(
        (state) => [state, bad(state, 'error')],
      ),
    ),
  },
  skip: Object.fromEntries(
    (
      [
        ...(['initial', 'waiting', 'updating', 'upgrading', 'scaling', 'removing'] as const),
        ...(['node_adding', 'node_removing', 'draining', 'deleting', 'deleted'] as const),
      ] as const
    ).map((state) => [state, { asset: { state } }]),
  ),
});
