import { clusters } from '../../../scripts/adb';
import { inDays, now, where } from '../ecs/fixtures';

export { inDays, now };

/** One on subscription, through the collector as the API answers it. */
export const cluster = clusters.toAsset(
  {
    DBClusterId: 'am-1',
    DBClusterDescription: 'shop',
    DBClusterStatus: 'Running',
    PayType: 'Prepaid',
    ExpireTime: '2027-03-01T00:00:00Z',
    CreateTime: '2025-03-01T00:00:00Z',
    LockMode: 'Unlock',
  },
  where,
);
