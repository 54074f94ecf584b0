import { listing, type Action, type Body } from '../../define';
import { basicsAt, lister, RESOURCE_GROUP, vpcOf } from '../../common/networks';
import type { Dialect } from '../../paging';
import { secondTime } from '../../time';
import type { Scope } from '../../world';
import { routeTableOf } from './routes';

const KIND = 'vpc';

export function vpcRow(scope: Scope, index: number): Body {
  const { id, created } = basicsAt(scope, KIND, index);
  const switches = scope.population('vSwitch');
  const inside = Array.from({ length: switches.size }, (_, n) => n).filter((n) => vpcOf(scope, n) === id);
  const tail = id.slice('vpc-'.length);
  return {
    VpcId: id,
    VpcName: `vpc-${index + 1}`,
    RegionId: scope.region,
    Status: 'Available',
    CidrBlock: '10.0.0.0/8',
    CreationTime: secondTime(created),
    Description: '',
    IsDefault: false,
    OwnerId: Number(scope.account.accountId),
    ResourceGroupId: RESOURCE_GROUP,
    VRouterId: `vrt-${tail}`,
    RouterTableIds: { RouterTableIds: [routeTableOf(id)] },
    EnabledIpv6: false,
    Ipv6CidrBlock: '',
    DhcpOptionsSetId: '',
    SecondaryCidrBlocks: { SecondaryCidrBlock: [] },
    UserCidrs: { UserCidr: [] },
    VSwitchIds: { VSwitchId: inside.map((one) => switches.idOf(one)) },
    Tags: { Tag: [{ Key: 'env', Value: 'production' }] },
  };
}

/** What the assets of a region are in: every `VpcId` that another answer names. */
export function describeVpcs(paging: Dialect): Action {
  return lister({
    kind: KIND,
    row: vpcRow,
    filters: [],
    ids: 'VpcId',
    action: { name: 'DescribeVpcs', required: ['RegionId'], paging, items: 'Vpcs.Vpc', itemId: 'VpcId' },
    answer: (rows) => ({ Vpcs: { Vpc: rows } }),
  });
}

/** Each VPC has one of its own, unless somebody took it away. */
export function describeFlowLogs(paging: Dialect): Action {
  return {
    name: 'DescribeFlowLogs',
    params: ['ResourceType', 'ResourceId'],
    required: ['RegionId'],
    paging,
    items: 'FlowLogs.FlowLog',
    itemId: 'FlowLogId',
    handle(call) {
      const { scope, params } = call;
      const live = scope.live(KIND);
      const { ResourceType: type = 'VPC', ResourceId: wanted } = params;
      const all = Array.from({ length: live.length }, (_, n) => live.at(n)).filter((index) => {
        const { id, condition } = basicsAt(scope, KIND, index);
        return type === 'VPC' && (wanted ?? id) === id && condition !== 'vpc-flow-log-none';
      });
      const { rows, fields } = call.page(listing(all.length, (n) => flowLogRow(scope, all[n] ?? 0)));
      // Here the numbers of paging are texts.
      const texts = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
      return { FlowLogs: { FlowLog: rows }, Success: 'true', ...texts };
    },
  };
}

function flowLogRow(scope: Scope, index: number): Body {
  const { id, condition } = basicsAt(scope, KIND, index);
  const failing = condition === 'vpc-flow-log-failing';
  return {
    FlowLogId: id.replace(/^vpc-/, 'fl-'),
    FlowLogName: 'traffic',
    RegionId: scope.region,
    ResourceId: id,
    ResourceType: 'VPC',
    Status: 'Active',
    TrafficType: 'All',
    BusinessStatus: 'Normal',
    ProjectName: 'flow-logs',
    LogStoreName: 'vpc',
    FlowLogDeliverStatus: failing ? 'FAILED' : 'SUCCESS',
    FlowLogDeliverErrorMessage: failing ? 'ProjectNotExist' : '',
  };
}
