import { listing, repeated, type Action, type Body, type Call, type Product } from '../define';
import { emulated } from '../emulated';
import { invalidParameter } from '../errors';
import { tokenPaging } from '../paging';
import { hashText } from '../random';
import { DAY, secondTime } from '../time';
import type { Scope } from '../world';

const RESOURCE_TYPES: readonly (readonly [string, readonly string[]])[] = [
  ['ACS::ECS::Instance', ['instance']],
  ['ACS::ECS::Disk', ['disk', 'looseDisk']],
  ['ACS::ECS::SecurityGroup', ['securityGroup']],
  ['ACS::EIP::EipAddress', ['eip']],
  ['ACS::RDS::DBInstance', ['rdsInstance']],
  ['ACS::SLB::LoadBalancer', ['loadBalancer']],
  ['ACS::ALB::LoadBalancer', ['alb']],
  ['ACS::NLB::LoadBalancer', ['nlb']],
  ['ACS::NAT::NatGateway', ['natGateway']],
  ['ACS::VPN::VpnGateway', ['vpnGateway']],
  ['ACS::VPC::VSwitch', ['vSwitch']],
  ['ACS::ExpressConnect::VirtualBorderRouter', ['borderRouter']],
  ['ACS::MongoDB::DBInstance', ['mongoInstance']],
  ['ACS::Redis::DBInstance', ['redisInstance']],
  ['ACS::PolarDB::DBCluster', ['polardbCluster']],
  ['ACS::ACK::Cluster', ['cluster']],
  ['ACS::KMS::Key', ['kmsKey']],
];

interface Filters {
  types: string[] | undefined;
  regions: string[] | undefined;
}

function filters(call: Call): Filters {
  const read: Filters = { types: undefined, regions: undefined };
  for (let n = 1; call.params[`Filter.${n}.Key`] !== undefined; n++) {
    const key = call.params[`Filter.${n}.Key`] ?? '';
    const match = call.params[`Filter.${n}.MatchType`] ?? 'Equals';
    if (match !== 'Equals') throw invalidParameter(`Filter.${n}.MatchType`, 'the emulator knows Equals');
    const values = repeated(call.params, `Filter.${n}.Value`);
    if (key === 'ResourceType') read.types = values;
    else if (key === 'RegionId') read.regions = values;
    else throw invalidParameter(`Filter.${n}.Key`, 'the emulator knows ResourceType and RegionId');
  }
  return read;
}

interface Block {
  type: string;
  kind: string;
  scope: Scope;
  length: number;
}

/** Runs of resources: one kind in one region each. */
function blocks(call: Call): Block[] {
  const { types, regions } = filters(call);
  const { world, scope } = call;
  return world.regions
    .filter((region) => regions?.includes(region) ?? true)
    .map((region) => world.scope(scope.account.accountId, region))
    .flatMap((place) =>
      RESOURCE_TYPES.filter(([type]) => types?.includes(type) ?? true).flatMap(([type, kinds]) =>
        kinds.map((kind) => ({ type, kind, scope: place, length: place.live(kind).length })),
      ),
    );
}

function resourceRow(block: Block, ordinal: number): Body {
  const { scope, kind, type } = block;
  const index = scope.live(kind).at(ordinal);
  const id = scope.population(kind).idOf(index);
  return {
    ResourceType: type,
    ResourceId: id,
    ResourceName: id,
    RegionId: scope.region,
    ZoneId: `${scope.region}-h`,
    AccountId: scope.account.accountId,
    CreateTime: secondTime(scope.world.now - (100 + (hashText(id) % 300)) * DAY),
    ResourceGroupId: 'rg-acfmemulator00a',
    IpAddresses: [],
    IpAddressAttributes: [],
    Tags: [],
  };
}

const searchResources: Action = {
  name: 'SearchResources',
  params: ['Filter'],
  paging: tokenPaging({ default: 20, max: 100, echo: true }),
  items: 'Resources',
  itemId: 'ResourceId',
  handle(call) {
    const all = blocks(call);
    const length = all.reduce((sum, block) => sum + block.length, 0);
    const { rows, fields } = call.page(
      listing(length, (ordinal) => {
        let left = ordinal;
        for (const block of all) {
          if (left < block.length) return resourceRow(block, left);
          left -= block.length;
        }
        return {};
      }),
    );
    return { Resources: rows, Filters: [], ...fields };
  },
};

const listResourceTypes: Action = {
  name: 'ListResourceTypes',
  handle: () => ({
    ResourceTypes: RESOURCE_TYPES.map(([type]) => ({
      ResourceType: type,
      ResourceTypeName: type.split('::')[2] ?? type,
      ProductName: type.split('::')[1] ?? type,
      FilterKeys: ['ResourceType', 'RegionId'],
      RelatedResourceTypes: [],
    })),
  }),
};

const GROUPS = ['ResourceType', 'Region'];

const getResourceCounts: Action = {
  name: 'GetResourceCounts',
  params: ['Filter', 'GroupByKey'],
  handle(call) {
    const { GroupByKey: by } = call.params;
    if (by !== undefined && !GROUPS.includes(by))
      throw invalidParameter('GroupByKey', `the emulator knows ${GROUPS.join(', ')}`);
    const counts = new Map<string, number>();
    for (const block of blocks(call)) {
      const group = by === undefined ? '' : by === 'Region' ? block.scope.region : block.type;
      counts.set(group, (counts.get(group) ?? 0) + block.length);
    }
    const found = [...counts].filter(([, count]) => count > 0);
    return {
      ...(by !== undefined && { GroupByKey: by }),
      Filters: [],
      ResourceCounts: found.map(([group, count]) =>
        by === undefined ? { Count: count } : { GroupName: group, Count: count },
      ),
    };
  },
};

const getResourceCenterServiceStatus: Action = {
  name: 'GetResourceCenterServiceStatus',
  handle: () => ({ ServiceStatus: 'Enabled', InitialStatus: 'Finished' }),
};

const api: Product = {
  code: 'resourcecenter',
  version: '2022-12-01',
  global: true,
  actions: [getResourceCenterServiceStatus, listResourceTypes, searchResources, getResourceCounts],
};

export const resourceCenter = emulated({
  products: [api],
});
