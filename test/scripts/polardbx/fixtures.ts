import { instances } from '../../../scripts/polardbx';
import { inDays, now, where } from '../ecs/fixtures';

export { inDays, now };

/** One on subscription, through the collector as the API answers it. */
export const instance = instances.toAsset(
  {
    DBInstanceName: 'pxc-1',
    Description: 'shop',
    Status: 'Running',
    PayType: 'Prepaid',
    ExpireTime: '2027-03-01T00:00:00Z',
    CreateTime: '2025-03-01T00:00:00Z',
    LockMode: 'Unlock',
  },
  where,
);
