import { instances } from '../../../scripts/rabbitmq';
import { where } from '../ecs/fixtures';

export { inDays, now } from '../ecs/fixtures';

/** One on subscription, through the collector as the API answers it. */
export const instance = instances.toAsset(
  {
    InstanceId: 'amqp-cn-1',
    InstanceName: 'events',
    Status: 'SERVING',
    OrderType: 'PRE_PAID',
    ExpireTime: Date.parse('2027-03-01T00:00:00Z'),
    OrderCreateTime: Date.parse('2025-03-01T00:00:00Z'),
    AutoRenewInstance: false,
    Tags: [],
  },
  where,
);
