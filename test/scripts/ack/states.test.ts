import { clusterDetails, nodePools, nodes } from '../../../scripts/ack';
import { cluster } from './fixtures';

describe.each([clusterDetails, nodePools, nodes])('$id', ({ belongs }) => {
  const asked = (state: (typeof cluster)['state']) => belongs?.ask?.when?.({ ...cluster, state });

  it.each(['initial', 'waiting', 'failed', 'deleting', 'deleted'] as const)(
    'is not asked of a cluster that is %s',
    (state) => {
      expect(asked(state)).toBe(false);
    },
  );

  it.each(['running', 'updating', 'scaling', 'unavailable', 'disconnected'] as const)(
    'is asked when it is %s',
    (state) => {
      expect(asked(state)).toBe(true);
    },
  );
});
