/** PrivateZone: zones that VPCs see, and the resolver's endpoints with a rule to each. One list for an account of each kind. */
import { ApiError } from '../errors';
import { listing, type Action, type Body, type Call, type Product } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { basicsAt, nthOf, placeOf, RESOURCE_GROUP } from '../common/networks';
import { zonesOf } from '../regions';
import { secondTime } from '../time';
import type { Scope } from '../world';

const ZONE = 'privateZone';
const ENDPOINT = 'resolverEndpoint';

/** In the first region of the world are its VPCs, too. */
const homeOf = ({ world, scope }: Call) => world.home(scope.account.accountId);

const paging = numberPaging({ default: 20, max: 100, over: 'refuse', total: 'TotalItems' });
const pagesOf = (fields: Body): Body => ({
  ...fields,
  TotalPages: Math.ceil(Number(fields.TotalItems) / Number(fields.PageSize)),
});

function zone(home: Scope, index: number): Body {
  const { id, seed, condition, created } = basicsAt(home, ZONE, index);
  // Among the healthy ones is one without records that lets names pass which it lacks.
  const passing = index % 7 === 6 && condition === undefined;
  return {
    ZoneId: id,
    ZoneName: `service-${index + 1}.internal`,
    ZoneType: 'AUTH_ZONE',
    RecordCount: condition === 'pvtz-zone-empty' || passing ? 0 : 1 + (seed % 20),
    ProxyPattern: passing ? 'RECORD' : 'ZONE',
    IsPtr: false,
    DnsGroup: 'FAST_ZONE',
    DnsGroupChanging: false,
    Creator: home.account.accountId,
    CreateTime: secondTime(created),
    CreateTimestamp: created,
    UpdateTime: secondTime(created),
    UpdateTimestamp: created,
    Remark: '',
    ResourceGroupId: RESOURCE_GROUP,
  };
}

/** A VPC of the first region. */
function vpcOf(home: Scope, seed: number): Body {
  const { VpcId } = placeOf(home, seed);
  return {
    RegionId: home.region,
    RegionName: home.region,
    VpcId,
    VpcName: `vpc-${VpcId.slice(-4)}`,
    VpcType: 'STANDARD',
  };
}

const describeZones: Action = {
  name: 'DescribeZones',
  params: ['Keyword', 'Lang', 'ZoneType'],
  paging,
  items: 'Zones.Zone',
  itemId: 'ZoneId',
  handle(call) {
    const home = homeOf(call);
    const live = home.live(ZONE);
    const at = (i: number): Body => ({
      ...zone(home, live.at(i)),
      CreatorSubType: 'CUSTOMER',
      ResourceTags: { ResourceTag: [{ Key: 'team', Value: 'platform' }] },
    });
    const { rows, fields } = call.page(listing(live.length, at));
    return { Zones: { Zone: rows }, ...pagesOf(fields) };
  },
};

const describeZoneInfo: Action = {
  name: 'DescribeZoneInfo',
  params: ['Lang', 'ZoneId'],
  required: ['ZoneId'],
  handle(call) {
    const home = homeOf(call);
    const index = home.find(ZONE, call.params.ZoneId ?? '');
    if (index === undefined) throw new ApiError(400, 'Zone.NotExists', 'The specified zone does not exist.');
    const { seed, condition } = basicsAt(home, ZONE, index);
    return {
      ...zone(home, index),
      CreatorType: 'CUSTOMER',
      SlaveDns: false,
      BindVpcs: { Vpc: condition === 'pvtz-zone-unbound' ? [] : [vpcOf(home, seed)] },
      BindEdgeDnsClusters: { EdgeDnsCluster: [] },
    };
  },
};

const STATES: Readonly<Record<string, string>> = {
  'pvtz-endpoint-exception': 'EXCEPTION',
  'pvtz-endpoint-change-failed': 'CHANGE_FAILED',
};

function endpoint(home: Scope, index: number): Body {
  const { id, seed, condition = '', created } = basicsAt(home, ENDPOINT, index);
  const { VpcId, VSwitchId } = placeOf(home, seed);
  const zones = zonesOf(home.region);
  return {
    Id: id,
    Name: `datacentre-${index + 1}`,
    Status: STATES[condition] ?? 'SUCCESS',
    VpcId,
    VpcName: `vpc-${VpcId.slice(-4)}`,
    VpcRegionId: home.region,
    VpcRegionName: home.region,
    SecurityGroupId: nthOf(home, 'securityGroup', seed) ?? '',
    IpConfigs: [0, 1].map((n) => ({
      AzId: zones[condition === 'pvtz-endpoint-single-zone' ? 0 : n]?.id ?? '',
      CidrBlock: `172.16.${n}.0/24`,
      Ip: `172.16.${n}.53`,
      VSwitchId,
    })),
    CreateTime: secondTime(created),
    CreateTimestamp: created,
    UpdateTime: secondTime(created),
    UpdateTimestamp: created,
  };
}

const describeResolverEndpoints: Action = {
  name: 'DescribeResolverEndpoints',
  params: ['Keyword', 'Lang', 'Status', 'VpcRegionId'],
  paging,
  items: 'Endpoints',
  itemId: 'Id',
  handle(call) {
    const home = homeOf(call);
    const live = home.live(ENDPOINT);
    const { rows, fields } = call.page(listing(live.length, (i) => endpoint(home, live.at(i))));
    return { Endpoints: rows, ...pagesOf(fields) };
  },
};

/** One to each endpoint. */
const describeResolverRules: Action = {
  name: 'DescribeResolverRules',
  params: ['EndpointId', 'Keyword', 'Lang', 'NeedDetailAttributes'],
  paging,
  items: 'Rules',
  itemId: 'Id',
  handle(call) {
    const home = homeOf(call);
    const live = home.live(ENDPOINT);
    const at = (i: number): Body => {
      const { id, seed, condition, created } = basicsAt(home, ENDPOINT, live.at(i));
      return {
        Id: `r${id}`,
        Name: `forward-${i + 1}`,
        Type: 'OUTBOUND',
        ZoneName: `office-${i + 1}.example`,
        EndpointId: id,
        EndpointName: `datacentre-${live.at(i) + 1}`,
        ForwardIps: [{ Ip: '192.168.0.53', Port: 53 }],
        ...(call.params.NeedDetailAttributes === 'true' && {
          BindVpcs: condition === 'pvtz-endpoint-unused' ? [] : [vpcOf(home, seed)],
        }),
        CreateTime: secondTime(created),
        CreateTimestamp: created,
        UpdateTime: secondTime(created),
        UpdateTimestamp: created,
      };
    };
    const { rows, fields } = call.page(listing(live.length, at));
    return { Rules: rows, ...pagesOf(fields) };
  },
};

const api: Product = {
  code: 'pvtz',
  version: '2018-01-01',
  global: true,
  actions: [describeZones, describeZoneInfo, describeResolverEndpoints, describeResolverRules],
};

export const pvtz = emulated({
  products: [api],
  kinds: {
    privateZone: { prefix: 'pz', size: 'privateZones', usual: 10, perAccount: true, mark: false },
    resolverEndpoint: { prefix: 'hr', size: 'resolverEndpoints', usual: 10, perAccount: true, mark: false },
  },
  conditions: {
    'pvtz-zone-unbound': { kind: ZONE, detail: 'no VPC bound' },
    'pvtz-zone-empty': { kind: ZONE, detail: 'RecordCount 0, ProxyPattern ZONE' },
    'pvtz-endpoint-exception': { kind: ENDPOINT, detail: 'Status EXCEPTION' },
    'pvtz-endpoint-change-failed': { kind: ENDPOINT, detail: 'Status CHANGE_FAILED' },
    'pvtz-endpoint-single-zone': { kind: ENDPOINT, detail: 'both addresses in one zone' },
    'pvtz-endpoint-unused': { kind: ENDPOINT, detail: 'its rule is bound to no VPC' },
  },
  raises: {
    'pvtz-zone-unbound': ['pvtz-zone-unbound info'],
    'pvtz-zone-empty': ['pvtz-zone-empty warning'],
    'pvtz-endpoint-exception': ['pvtz-endpoint-status-abnormal critical'],
    'pvtz-endpoint-change-failed': ['pvtz-endpoint-status-abnormal error'],
    'pvtz-endpoint-single-zone': ['pvtz-endpoint-single-zone info'],
    'pvtz-endpoint-unused': ['pvtz-endpoint-unused info'],
  },
});
