import { idList, listing, type Action, type Body } from '../../define';
import { notFound } from '../../errors';
import { ecsPaging, type Listing } from '../../paging';
import { hash } from '../../random';
import { DAY, secondTime } from '../../time';
import type { Scope } from '../../world';
import { networkOfGroup } from './instance-rows';

/** Owner of the groups that a partner's service manages: a long number on the wire. */
const SERVICE_ID = 1_512_666_876_910_001;

function ruleCount(scope: Scope, index: number): number {
  return scope.condition('securityGroup', index) === 'sg-many-rules' ? 1200 : 3;
}

function groupRow(scope: Scope, index: number): Body {
  const population = scope.population('securityGroup');
  const seed = hash(population.key, index);
  // Of what a service manages nobody can mend anything: nothing is planted there.
  const managed = index === 0 && scope.condition('securityGroup', index) === undefined;
  return {
    SecurityGroupId: population.idOf(index),
    SecurityGroupName: `group-${index + 1}`,
    SecurityGroupType: 'normal',
    Description: '',
    CreationTime: secondTime(scope.world.now - (100 + (seed % 300)) * DAY),
    VpcId: networkOfGroup(scope, index).vpcId,
    RuleCount: ruleCount(scope, index),
    GroupToGroupRuleCount: 0,
    ResourceGroupId: 'rg-acfmemulator00a',
    ServiceManaged: managed,
    ...(managed && { ServiceID: SERVICE_ID }),
    Tags: { Tag: [] },
  };
}

/** What is open to everybody, by condition, and the rules that come before it. */
const OPEN: Readonly<Record<string, Body>> = {
  'sg-open-port': { PortRange: '22/22', SourceCidrIp: '0.0.0.0/0' },
  'sg-open-risky': { PortRange: '23/23', SourceCidrIp: '0.0.0.0/0' },
  'sg-open-db': { PortRange: '6370/6380', SourceCidrIp: '', Ipv6SourceCidrIp: '::/0' },
  'sg-open-halves': { IpProtocol: 'ALL', PortRange: '-1/-1', SourceCidrIp: '0.0.0.0/1' },
  'sg-open-all': { IpProtocol: 'ALL', PortRange: '-1/-1', SourceCidrIp: '0.0.0.0/0', Priority: '100' },
};

/** What differs from a rule for the private network: in a healthy group an Accept for everybody is dropped first. */
function special(scope: Scope, index: number, rule: number): Body | undefined {
  const condition = scope.condition('securityGroup', index);
  if (condition === 'sg-many-rules') {
    return rule === ruleCount(scope, index) - 1 ? { PortRange: '3389/3389', SourceCidrIp: '0.0.0.0/0' } : undefined;
  }
  if (rule === 0) return OPEN[condition ?? ''] ?? { PortRange: '20/22', SourceCidrIp: '0.0.0.0/0', Priority: '2' };
  if (rule === 1 && condition === 'sg-open-halves') {
    return { IpProtocol: 'ALL', PortRange: '-1/-1', SourceCidrIp: '128.0.0.0/1' };
  }
  if (rule === 1 && condition !== 'sg-open-port') {
    return { PortRange: condition === undefined ? '1/1024' : '22/22', SourceCidrIp: '0.0.0.0/0', Policy: 'Drop' };
  }
  return undefined;
}

/** What calls have changed of a group's rules. */
export interface WrittenRules {
  readonly revoked: readonly string[];
  readonly added: readonly Body[];
}
export const RULES_WRITTEN = 'rules';

export function idOfRule(scope: Scope, index: number, rule: number): string {
  return `sgr-${scope.population('securityGroup').idOf(index).slice(3)}${rule}`;
}

/** The rules of a group, row by row. */
function rulesOf(scope: Scope, index: number): Listing<Body> {
  const count = ruleCount(scope, index);
  const written = scope.written<WrittenRules>('securityGroup', index, RULES_WRITTEN);
  if (written === undefined) return listing(count, (rule) => ruleRow(scope, index, rule));
  const { revoked, added } = written;
  const left = Array.from({ length: count }, (_, rule) => rule).filter(
    (rule) => !revoked.includes(idOfRule(scope, index, rule)),
  );
  const rowOf = (rule: Body): Body => ({ ...ruleRow(scope, index, count), ...rule });
  return listing(left.length + added.length, (i) =>
    i < left.length ? ruleRow(scope, index, left[i] ?? 0) : rowOf(added[i - left.length] ?? {}),
  );
}

function ruleRow(scope: Scope, index: number, rule: number): Body {
  return {
    SecurityGroupRuleId: idOfRule(scope, index, rule),
    Direction: 'ingress',
    Policy: 'Accept',
    IpProtocol: 'TCP',
    PortRange: `${8000 + (rule % 1000)}/${8000 + (rule % 1000)}`,
    SourcePortRange: '-1/-1',
    SourceCidrIp: '10.0.0.0/8',
    Ipv6SourceCidrIp: '',
    DestCidrIp: '',
    Ipv6DestCidrIp: '',
    SourceGroupId: '',
    DestGroupId: '',
    NicType: 'intranet',
    Priority: '1',
    Description: '',
    CreateTime: secondTime(scope.world.now - 100 * DAY),
    ...special(scope, index, rule),
  };
}

export const describeSecurityGroups: Action = {
  name: 'DescribeSecurityGroups',
  params: ['SecurityGroupId', 'SecurityGroupIds'],
  required: ['RegionId'],
  paging: ecsPaging({ max: 100, total: false }),
  items: 'SecurityGroups.SecurityGroup',
  itemId: 'SecurityGroupId',
  handle(call) {
    const { scope, params } = call;
    const { SecurityGroupId: id } = params;
    const ids = id === undefined ? idList(call, 'SecurityGroupIds') : [id];
    const population = scope.population('securityGroup');
    const chosen =
      ids === undefined
        ? scope.live('securityGroup')
        : scope.filtered('securityGroup', ids.join(), (index) => ids.includes(population.idOf(index)));
    const { rows, fields } = call.page(listing(chosen.length, (i) => groupRow(scope, chosen.at(i))));
    return { RegionId: scope.region, SecurityGroups: { SecurityGroup: rows }, ...fields };
  },
};

export const describeSecurityGroupAttribute: Action = {
  name: 'DescribeSecurityGroupAttribute',
  params: ['SecurityGroupId', 'Direction', 'NicType'],
  required: ['RegionId', 'SecurityGroupId'],
  paging: ecsPaging({ min: 10, max: 1000, default: 500, pages: false }),
  items: 'Permissions.Permission',
  itemId: 'SecurityGroupRuleId',
  handle(call) {
    const { scope, params } = call;
    const index = scope.find('securityGroup', params.SecurityGroupId ?? '');
    if (index === undefined) {
      throw notFound('InvalidSecurityGroupId.NotFound', 'The specified SecurityGroupId does not exist.');
    }
    const rules = params.Direction === 'egress' ? listing<Body>(0, () => ({})) : rulesOf(scope, index);
    const { rows, fields } = call.page(rules);
    return {
      SecurityGroupId: params.SecurityGroupId,
      SecurityGroupName: `group-${index + 1}`,
      RegionId: scope.region,
      VpcId: networkOfGroup(scope, index).vpcId,
      Description: '',
      InnerAccessPolicy: 'Accept',
      Permissions: { Permission: rows },
      ...fields,
    };
  },
};
