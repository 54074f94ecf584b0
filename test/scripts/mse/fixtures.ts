import { clusterDetails, clusters } from '../../../scripts/mse';
import { where } from '../ecs/fixtures';

export { inDays, now } from '../ecs/fixtures';

/** One on subscription, through the collector as the API answers it. */
export const cluster = clusters.toAsset(
  {
    InstanceId: 'mse-cn-1',
    ClusterAliasName: 'shop',
    ClusterType: 'Nacos-Ans',
    InitStatus: 'INIT_SUCCESS',
    ChargeType: 'PREPAY',
    EndDate: '2027-03-01 08:00:00',
    CreateTime: '2025-03-01 08:00:00',
  },
  where,
);

/** Its details, of one with a public endpoint. */
export function details(facts: object) {
  const Data = { InstanceId: 'mse-cn-1', InternetAddress: '203.0.113.40', PubNetworkFlow: '1', ...facts };
  return clusterDetails.toAsset({ Data }, where);
}
