import { instances } from '../../../scripts/lindorm';
import { inDays, now, where } from '../ecs/fixtures';

export { inDays, now };

/** One on subscription, through the collector as the API answers it. */
export const instance = instances.toAsset(
  {
    InstanceId: 'ld-1',
    InstanceAlias: 'shop',
    InstanceStatus: 'ACTIVATION',
    PayType: 'PREPAY',
    ExpiredMilliseconds: Date.UTC(2027, 2, 1),
    CreateMilliseconds: Date.UTC(2025, 2, 1),
  },
  where,
);
