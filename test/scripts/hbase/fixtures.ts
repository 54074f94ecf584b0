import { clusters } from '../../../scripts/hbase';
import { where } from '../ecs/fixtures';

export { inDays, now } from '../ecs/fixtures';

/** One on subscription, through the collector as the API answers it. */
export const cluster = clusters.toAsset(
  {
    InstanceId: 'hb-1',
    InstanceName: 'events',
    Status: 'ACTIVATION',
    Engine: 'hbaseue',
    PayType: 'Prepaid',
    ExpireTimeUTC: '2027-03-01T00:00:00Z',
    CreatedTimeUTC: '2025-03-01T00:00:00Z',
    AutoRenewal: false,
    IsDeletionProtection: true,
    Tags: { Tag: [] },
  },
  where,
);
