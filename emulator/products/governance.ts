/** Resource Directory, Resource Center, Quota Center and the location service. */
import type { Kind } from '../conditions';
import { ApiError, invalidParameter } from '../errors';
import { eitherPaging, numberPaging, tokenPaging } from '../paging';
import { hashText } from '../random';
import type { Scope } from '../world';
import { DAY, secondTime } from '../world';
import type { Action, Body, Call, Product } from './define';
import { listing, repeated } from './define';

const listAccounts: Action = {
  name: 'ListAccounts',
  paging: eitherPaging(
    tokenPaging({ default: 10, max: 100, total: true }),
    numberPaging({ default: 10, max: 100, over: 'refuse' }),
  ),
  items: 'Accounts.Account',
  itemId: 'AccountId',
  handle(call) {
    const { management, accounts, now } = call.world;
    if (call.scope.account.accountId !== management.accountId) {
      throw new ApiError(403, 'NoPermission.ResourceDirectory', 'Only the management account may list the members.');
    }
    const members = accounts.filter((account) => account !== management);
    const { rows, fields } = call.page(
      listing(members.length, (i): Body => {
        const member = members[i];
        const joined = secondTime(now - 300 * DAY);
        return {
          AccountId: member?.accountId ?? '',
          AccountName: `${member?.accountId ?? ''}@rd.aliyunid.com`,
          DisplayName: member?.name ?? member?.accountId ?? '',
          FolderId: 'fd-emulator01',
          JoinMethod: 'created',
          JoinTime: joined,
          ModifyTime: joined,
          ResourceDirectoryId: 'rd-emulat',
          Status: 'CreateSuccess',
          Type: 'ResourceAccount',
        };
      }),
    );
    return { Accounts: { Account: rows }, ...fields };
  },
};

export const resourceDirectory: Product = {
  code: 'resourcedirectorymaster',
  aliases: ['resourcedirectory'],
  version: '2022-04-19',
  global: true,
  actions: [listAccounts],
};

const RESOURCE_TYPES: readonly (readonly [string, readonly Kind[]])[] = [
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
  kind: Kind;
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

export const resourceCenter: Product = {
  code: 'resourcecenter',
  version: '2022-12-01',
  global: true,
  actions: [getResourceCenterServiceStatus, listResourceTypes, searchResources, getResourceCounts],
};

/** API quotas per minute that the emulator tells; a `quota` fault on the action takes their place. */
const FLOW: readonly (readonly [string, number])[] = [
  ['DescribeInstances', 1000],
  ['DescribeDisks', 1000],
  ['DescribeInstancesFullStatus', 500],
  ['DescribeInstanceHistoryEvents', 500],
  ['DescribeSecurityGroups', 500],
];

const listProductQuotas: Action = {
  name: 'ListProductQuotas',
  params: ['ProductCode', 'QuotaCategory', 'QuotaActionCode'],
  required: ['ProductCode'],
  paging: tokenPaging({ default: 30, max: 100, total: true, echo: true }),
  items: 'Quotas',
  itemId: 'QuotaActionCode',
  handle(call) {
    const { ProductCode: product = '', QuotaCategory: category = 'CommonQuota', QuotaActionCode: action } = call.params;
    const rows =
      product !== 'ecs' || category !== 'FlowControl'
        ? []
        : call.world.regions.flatMap((region) =>
            FLOW.filter(([name]) => (action ?? name) === name).map(([name, usual]) => {
              const fault = call.faults
                .list()
                .find(
                  (one) => one.kind === 'quota' && (one.action ?? name) === name && (one.region ?? region) === region,
                );
              const [total, unit] = fault?.kind === 'quota' ? [fault.limit, fault.per] : [usual, 'minute'];
              return {
                ProductCode: product,
                QuotaActionCode: name,
                QuotaName: name,
                QuotaCategory: category,
                QuotaDescription: `API rate of ${name}`,
                QuotaType: 'normal',
                QuotaUnit: 'COUNT',
                TotalQuota: total,
                TotalUsage: 0,
                Adjustable: true,
                Consumable: false,
                GlobalQuota: false,
                Period: { PeriodValue: 1, PeriodUnit: unit },
                Dimensions: { regionId: region },
              };
            }),
          );
    const { rows: page, fields } = call.page(listing(rows.length, (i) => rows[i] ?? {}));
    return { Quotas: page, ...fields };
  },
};

export const quotas: Product = { code: 'quotas', version: '2020-05-10', global: true, actions: [listProductQuotas] };

const describeEndpoints: Action = {
  name: 'DescribeEndpoints',
  params: ['Id', 'ServiceCode', 'Type'],
  required: ['Id', 'ServiceCode'],
  handle({ params, world }) {
    const { Id: region = '', ServiceCode: service = '', Type: type = 'openAPI' } = params;
    const known = world.regions.includes(region);
    return {
      Success: true,
      Endpoints: {
        Endpoint: known
          ? [
              {
                Endpoint: `${service}.${region}.aliyuncs.com`,
                Id: region,
                Namespace: '26842',
                SerivceCode: service,
                Type: type,
                Protocols: { Protocols: ['HTTP', 'HTTPS'] },
              },
            ]
          : [],
      },
    };
  },
};

export const location: Product = {
  code: 'location',
  aliases: ['location-readonly'],
  version: '2015-06-12',
  global: true,
  actions: [describeEndpoints],
};
