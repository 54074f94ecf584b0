import { defineCollector, nextToken, number, oneOf, rpc, text } from '../../../lib/define';
import { ecs } from '../product';
import { securityGroups } from './security-groups';

/**
 * Inbound rules. The answer names the group beside the list, not in each rule: one call per group and page. The values
 * are those that `AuthorizeSecurityGroup` takes.
 */
export const securityGroupRules = defineCollector({
  id: 'ecs-security-group-rules',
  product: ecs,
  title: { zh: '安全组入方向规则', en: 'Inbound rules of a security group' },
  scope: 'region',
  call: rpc('DescribeSecurityGroupAttribute', { Direction: 'ingress' }),
  paging: nextToken({ max: 1000 }),
  items: 'Permissions.Permission',
  assetId: 'SecurityGroupRuleId',
  fields: {
    policy: oneOf('Policy', ['Accept', 'Drop']),
    priority: number('Priority'),
    ipProtocol: oneOf('IpProtocol', ['TCP', 'UDP', 'ICMP', 'ICMPv6', 'GRE', 'ALL']),
    portRange: text('PortRange'),
    portRangeListId: text('PortRangeListId'),
    sourcePortRange: text('SourcePortRange'),
    sourceCidrIp: text('SourceCidrIp'),
    ipv6SourceCidrIp: text('Ipv6SourceCidrIp'),
    sourceGroupId: text('SourceGroupId'),
    sourcePrefixListId: text('SourcePrefixListId'),
    destCidrIp: text('DestCidrIp'),
    ipv6DestCidrIp: text('Ipv6DestCidrIp'),
  },
  belongs: { to: securityGroups, ask: { param: 'SecurityGroupId', encode: 'comma', max: 1 } },
});
