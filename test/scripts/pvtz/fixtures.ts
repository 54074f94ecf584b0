import { endpoints, rules, zoneDetails, zones } from '../../../scripts/pvtz';

export { inDays, now } from '../ecs/fixtures';

const where = { account: { id: '1000000000000001', name: 'production' }, region: 'global' };
const CREATED = Date.parse('2025-03-01T00:00:00Z');

/** One with records, through the collector as the API answers it. */
export const zone = zones.toAsset(
  {
    ZoneId: 'pz-1',
    ZoneName: 'corp.internal',
    RecordCount: 3,
    ProxyPattern: 'ZONE',
    IsPtr: false,
    CreateTimestamp: CREATED,
  },
  where,
);

/** Who sees it. */
export function seenBy(vpcs: readonly string[] | undefined, clusters?: readonly string[]) {
  const row = {
    ZoneId: 'pz-1',
    BindVpcs: vpcs && { Vpc: vpcs.map((VpcId) => ({ VpcId })) },
    BindEdgeDnsClusters: clusters && { EdgeDnsCluster: clusters.map((ClusterId) => ({ ClusterId })) },
  };
  return { details: [zoneDetails.toAsset(row, where)] };
}

/** One with addresses in two zones. */
export const endpoint = endpoints.toAsset(
  {
    Id: 'hr-1',
    Name: 'office',
    Status: 'SUCCESS',
    VpcId: 'vpc-1',
    VpcRegionId: 'cn-hangzhou',
    IpConfigs: [
      { AzId: 'cn-hangzhou-h', Ip: '172.16.0.53' },
      { AzId: 'cn-hangzhou-i', Ip: '172.16.1.53' },
    ],
    CreateTimestamp: CREATED,
  },
  where,
);

/** A rule that forwards for these VPCs. */
export function rule(id: string, vpcs: readonly string[] | undefined) {
  const BindVpcs = vpcs?.map((VpcId) => ({ VpcId }));
  return rules.toAsset({ Id: id, EndpointId: 'hr-1', ZoneName: 'office.example', BindVpcs }, where);
}
