import { groups, instances } from '../../../scripts/cloudapi';
import { where } from '../ecs/fixtures';

export { inDays, now } from '../ecs/fixtures';

/** A dedicated one on subscription, through the collector as the API answers it. */
export const instance = instances.toAsset(
  {
    InstanceId: 'apigateway-1',
    InstanceName: 'public',
    InstanceType: 'VPC_DEDICATED',
    InstanceChargeType: 'PrePaid',
    ExpiredTime: '2027-03-01T00:00:00Z',
    CreatedTime: '2025-03-01T00:00:00Z',
    Tags: { TagInfo: [] },
  },
  where,
);

export const group = groups.toAsset(
  {
    GroupId: 'g-1',
    GroupName: 'orders',
    BillingStatus: 'NORMAL',
    IllegalStatus: 'NORMAL',
    HttpsPolicy: 'HTTPS2_TLS1_2',
    InstanceId: 'apigateway-1',
    Tags: { TagInfo: [] },
  },
  where,
);
