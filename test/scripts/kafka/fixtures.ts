import { instances } from '../../../scripts/kafka';
import { where } from '../ecs/fixtures';

/** A running subscription instance of the second series. */
export const instance = instances.toAsset(
  {
    InstanceId: 'alikafka-1',
    Name: 'events',
    ViewInstanceStatusCode: 2,
    Series: 'v2',
    SpecType: 'normal',
    IoMaxSpec: 'alikafka.hw.2xlarge',
    PaidType: 0,
    ExpiredTime: 1_803_859_200_000,
    CreateTime: 1_740_787_200_000,
    UsedGroupCount: 3,
    VpcId: 'vpc-1',
    Tags: { TagVO: [] },
  },
  where,
);

export const serverless = { series: 'v3', paidType: '3' } as const;
export const gone = { asset: { viewInstanceStatusCode: '6' } } as const;
