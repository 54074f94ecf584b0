/** Single VPCs and vSwitches, their route tables, and what NAT gateways translate. */
import { listing, without, type Action, type Body, type Call } from '../../define';
import { notFound } from '../../errors';
import { basicsAt, lister, RESOURCE_GROUP, vpcOf } from '../../common/networks';
import { numberPaging, tokenPaging, type Dialect } from '../../paging';
import { zonesOf } from '../../regions';
import { secondTime } from '../../time';
import type { Scope } from '../../world';

const tailOf = (id: string): string => id.replace(/^[a-z]+-/, '');

/** The system route table of a VPC. */
export function routeTableOf(vpcId: string): string {
  return `vtb-${tailOf(vpcId)}`;
}

function switchesOf(scope: Scope, vpcId: string): number[] {
  const live = scope.live('vSwitch');
  return Array.from({ length: live.length }, (_, n) => live.at(n)).filter((index) => vpcOf(scope, index) === vpcId);
}

function tableRow(scope: Scope, index: number): Body {
  const { id, created } = basicsAt(scope, 'vpc', index);
  return {
    RouteTableId: routeTableOf(id),
    RouteTableName: '',
    RouteTableType: 'System',
    AssociateType: 'VSwitch',
    RouterId: `vrt-${tailOf(id)}`,
    RouterType: 'VRouter',
    Status: 'Available',
    Description: '',
    CreationTime: secondTime(created),
    OwnerId: Number(scope.account.accountId),
    ResourceGroupId: RESOURCE_GROUP,
    RoutePropagationEnable: true,
    GatewayIds: { GatewayIds: [] },
    VSwitchIds: { VSwitchId: switchesOf(scope, id).map((one) => scope.population('vSwitch').idOf(one)) },
    VpcId: id,
    Tags: { Tag: [] },
  };
}

/** The routes that the cloud makes: to each vSwitch, and to the cloud's own services. */
function routesOf(scope: Scope, vpcId: string): Body[] {
  const table = routeTableOf(vpcId);
  const entry = (DestinationCidrBlock: string, n: number): Body => ({
    RouteTableId: table,
    RouteEntryId: `rte-${tailOf(vpcId)}${n}`,
    RouteEntryName: '',
    Description: '',
    DestinationCidrBlock,
    IpVersion: 'ipv4',
    Origin: 'InstanceCreate',
    Status: 'Available',
    Type: 'System',
    NextHops: { NextHop: [{ NextHopId: '', NextHopType: 'local', NextHopRegionId: '', Enabled: 1, Weight: 0 }] },
  });
  const own = switchesOf(scope, vpcId).map((index) => cidrOf(scope, index));
  return [...own, '100.64.0.0/10'].map(entry);
}

/** The addresses of a vSwitch: a small one has sixteen. */
export function cidrOf(scope: Scope, index: number): string {
  const small = scope.condition('vSwitch', index) === 'vswitch-small';
  return `10.${(index >>> 8) % 256}.${index % 256}.0/${small ? 28 : 24}`;
}

/** An action about one asset, whose answer is its row. @throws ApiError 404 */
function one(name: string, kind: string, param: string, row: (scope: Scope, index: number) => Body): Action {
  return {
    name,
    params: [param],
    required: [param],
    handle({ scope, params }: Call) {
      const index = scope.find(kind, params[param] ?? '');
      if (index === undefined) throw notFound(`Invalid${param}.NotFound`, `Specified ${param} does not exist.`);
      return row(scope, index);
    },
  };
}

export function routes(
  paging: Dialect,
  rows: {
    readonly vpc: (scope: Scope, index: number) => Body;
    readonly vSwitch: (scope: Scope, index: number) => Body;
  },
): readonly Action[] {
  return [
    one('DescribeVpcAttribute', 'vpc', 'VpcId', (scope, index) => {
      const row = without(rows.vpc(scope, index), 'RouterTableIds');
      return { ...row, ClassicLinkEnabled: false, AssociatedCens: { AssociatedCen: [] } };
    }),
    one('DescribeVSwitchAttributes', 'vSwitch', 'VSwitchId', rows.vSwitch),
    lister({
      kind: 'vpc',
      row: tableRow,
      filters: ['VpcId', 'RouteTableId', 'RouteTableType', 'RouterId'],
      action: {
        name: 'DescribeRouteTableList',
        required: ['RegionId'],
        paging,
        items: 'RouterTableList.RouterTableListType',
        itemId: 'RouteTableId',
      },
      answer: (found) => ({ RouterTableList: { RouterTableListType: found } }),
    }),
    {
      name: 'DescribeRouteEntryList',
      params: ['RouteTableId'],
      required: ['RegionId', 'RouteTableId'],
      paging: tokenPaging({ names: { size: 'MaxResult' }, default: 50, max: 500, total: true }),
      items: 'RouteEntrys.RouteEntry',
      itemId: 'RouteEntryId',
      handle(call) {
        const vpcId = `vpc-${tailOf(call.params.RouteTableId ?? '')}`;
        if (call.scope.find('vpc', vpcId) === undefined) {
          throw notFound('InvalidRouteTableId.NotFound', 'Specified route table does not exist.');
        }
        const all = routesOf(call.scope, vpcId);
        const { rows: found, fields } = call.page(listing(all.length, (n) => all[n] ?? {}));
        return { RouteEntrys: { RouteEntry: found }, ...fields };
      },
    },
    {
      name: 'DescribeZones',
      params: ['AcceptLanguage', 'ZoneType'],
      required: ['RegionId'],
      handle: ({ scope }) => ({
        Zones: {
          Zone: zonesOf(scope.region).map(({ id, name }) => ({
            ZoneId: id,
            LocalName: name,
            ZoneType: 'AvailabilityZone',
          })),
        },
      }),
    },
  ];
}

/** One entry for each table whose gateway has an address; what has none translates nothing. */
export function describeSnatTableEntries(row: (scope: Scope, index: number) => Body): Action {
  return {
    name: 'DescribeSnatTableEntries',
    params: ['SnatTableId', 'NatGatewayId'],
    required: ['RegionId'],
    paging: numberPaging({ default: 10, max: 50, over: 'cap' }),
    items: 'SnatTableEntries.SnatTableEntry',
    itemId: 'SnatEntryId',
    handle(call) {
      const { scope, params } = call;
      const { SnatTableId: table, NatGatewayId: gateway } = params;
      const live = scope.live('natGateway');
      const all = Array.from({ length: live.length }, (_, n) => row(scope, live.at(n))).flatMap((nat): Body[] => {
        const id = String(nat.NatGatewayId);
        const tableId = `stb-${tailOf(id)}`;
        const [address] = (nat.IpLists as { IpList: Body[] }).IpList;
        if ((table ?? tableId) !== tableId || (gateway ?? id) !== id) return [];
        if (address?.UsingStatus !== 'UsedBySnatTable') return [];
        return [
          {
            SnatEntryId: `snat-${tailOf(id)}`,
            SnatEntryName: '',
            SnatTableId: tableId,
            SnatIp: address.IpAddress,
            NatGatewayId: id,
            SourceCIDR: '10.0.0.0/8',
            Status: 'Available',
            EipAffinity: '0',
          },
        ];
      });
      const { rows, fields } = call.page(listing(all.length, (n) => all[n] ?? {}));
      return { SnatTableEntries: { SnatTableEntry: rows }, ...fields };
    },
  };
}
