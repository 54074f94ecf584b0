import { clusters } from '../../../scripts/emr';
import { where } from '../ecs/fixtures';

export { inDays, now } from '../ecs/fixtures';

/** One on subscription, through the collector as the API answers it. */
export const cluster = clusters.toAsset(
  {
    ClusterId: 'c-1',
    ClusterName: 'lake',
    ClusterState: 'RUNNING',
    PaymentType: 'Subscription',
    ExpireTime: Date.parse('2027-03-01T00:00:00Z'),
    CreateTime: Date.parse('2025-03-01T00:00:00Z'),
    Tags: [],
  },
  where,
);
