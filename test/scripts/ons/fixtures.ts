import { instances } from '../../../scripts/ons';
import { inDays, where } from '../ecs/fixtures';

/** A running platinum instance, which is subscribed to. */
export const instance = instances.toAsset(
  {
    InstanceId: 'MQ_INST_1',
    InstanceName: 'trade',
    InstanceStatus: 5,
    InstanceType: 2,
    ReleaseTime: inDays(365).getTime(),
    CreateTime: inDays(-365).getTime(),
    GroupCount: 3,
    TopicCount: 8,
    Tags: { Tag: [{ Key: 'env', Value: 'prod' }] },
  },
  where,
);
