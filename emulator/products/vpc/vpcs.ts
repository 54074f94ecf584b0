import { listing, type Action, type Body } from '../../define';
import { RESOURCE_GROUP, vpcOf } from '../../common/networks';
import type { Dialect } from '../../paging';
import { hash } from '../../random';
import { DAY, secondTime } from '../../time';
import type { Scope } from '../../world';
import { factsOf } from '../ecs/instance-rows';

/** vSwitches to a VPC, see `vpcOf`. */
const EACH = 3;

/** The VPCs of the vSwitches; the last one has the instances. */
function vpcsOf(scope: Scope): { length: number; idAt: (index: number) => string } {
  const own = Math.ceil(scope.population('vSwitch').size / EACH);
  const idAt = (index: number) => (index < own ? vpcOf(scope, index * EACH) : factsOf(scope).vpcId);
  return { length: own + 1, idAt };
}

function vpcRow(scope: Scope, index: number, id: string): Body {
  const population = scope.population('vSwitch');
  const first = index * EACH;
  const inside = Array.from({ length: Math.max(0, Math.min(EACH, population.size - first)) }, (_, n) => first + n);
  const tail = id.slice('vpc-'.length);
  return {
    VpcId: id,
    VpcName: `vpc-${index + 1}`,
    RegionId: scope.region,
    Status: 'Available',
    CidrBlock: '10.0.0.0/8',
    CreationTime: secondTime(scope.world.now - (400 + (hash(population.key, index) % 300)) * DAY),
    Description: '',
    IsDefault: false,
    OwnerId: Number(scope.account.accountId),
    ResourceGroupId: RESOURCE_GROUP,
    VRouterId: `vrt-${tail}`,
    RouterTableIds: { RouterTableIds: [`vtb-${tail}`] },
    SecondaryCidrBlocks: { SecondaryCidrBlock: [] },
    UserCidrs: { UserCidr: [] },
    VSwitchIds: { VSwitchId: inside.map((one) => population.idOf(one)) },
    Tags: { Tag: [{ Key: 'env', Value: 'production' }] },
  };
}

/** What the assets of a region are in: every `VpcId` that another answer names. */
export function describeVpcs(paging: Dialect): Action {
  return {
    name: 'DescribeVpcs',
    params: ['VpcId'],
    required: ['RegionId'],
    paging,
    items: 'Vpcs.Vpc',
    itemId: 'VpcId',
    handle(call) {
      const { scope, params } = call;
      const { length, idAt } = vpcsOf(scope);
      const wanted = params.VpcId?.split(',');
      const all = Array.from({ length }, (_, index) => index).filter((index) => wanted?.includes(idAt(index)) ?? true);
      const at = (n: number) => vpcRow(scope, all[n] ?? 0, idAt(all[n] ?? 0));
      const { rows, fields } = call.page(listing(all.length, at));
      return { Vpcs: { Vpc: rows }, ...fields };
    },
  };
}
