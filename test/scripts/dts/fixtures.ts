import { jobs } from '../../../scripts/dts';
import { now, where } from '../ecs/fixtures';

export { inDays, now } from '../ecs/fixtures';

/** A synchronisation on subscription that is a second late, through the collector as the API answers it. */
export const job = jobs.toAsset(
  {
    DtsInstanceID: 'dtsi03e3zty16i',
    DtsJobId: 'i03e3zty16i',
    DtsJobName: 'orders',
    JobType: 'sync',
    Status: 'Synchronizing',
    Delay: 1,
    Checkpoint: String(now.getTime() / 1000),
    MigrationMode: { StructureInitialization: true, DataInitialization: true, DataSynchronization: true },
    PayType: 'PrePaid',
    ExpireTime: '2027-03-01T00:00:00Z',
    CreateTime: '2025-03-01T00:00:00Z',
    TagList: [],
  },
  where,
);
