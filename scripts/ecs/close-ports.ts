import type { FixPlan } from '../../lib/model';
import { fixCall } from '../../lib/model';
import type { AssetOf } from '../../lib/define';
import type { securityGroupRules } from './collectors/security-group-rules';
import { exposureOf, holds, isWide, type Protocol } from './exposure';

type Rule = AssetOf<typeof securityGroupRules>;

/** A port that must not be open. */
export interface Wanted {
  readonly port: number;
  readonly protocol: Protocol;
}

/**
 * Taking back the rules that open ports to the internet: those alone that open nothing else, and only where that is enough.
 *
 * @returns `undefined` where a rule opens other ports, too: narrowing it down is for somebody who knows who needs them
 */
export function closePorts(
  group: { readonly id: string; readonly region: string; readonly serviceManaged?: boolean },
  rules: readonly Rule[],
  wanted: readonly Wanted[],
): FixPlan | undefined {
  if (group.serviceManaged) return undefined;
  const opening = rules.filter((rule) => opensOnly(rule, wanted));
  const left = exposureOf(rules.filter((rule) => !opening.includes(rule)));
  const open = wanted.some(({ port, protocol }) =>
    left.some((one) => one.protocol === protocol && (holds(one.open, port) || holds(one.unsure, port))),
  );
  if (opening.length === 0 || open) return undefined;
  const place = { RegionId: group.region, SecurityGroupId: group.id };
  const ids = opening.map(({ id }, i): [string, string] => [`SecurityGroupRuleId.${i + 1}`, id]);
  return {
    calls: [fixCall('ecs', 'RevokeSecurityGroup', { ...place, ...Object.fromEntries(ids) })],
    undo: [fixCall('ecs', 'AuthorizeSecurityGroup', { ...place, ...permissions(opening) })],
    terraform: opening.map((rule) => `${terraformOf(group.id, rule)}: remove`).join('; '),
    effect: {
      zh: '经公网使用这些端口的连接会中断：请先确认有其他登录途径（堡垒机、云助手会话管理或内网）。',
      en: 'Whoever reaches these ports over the internet is cut off: make sure first that there is another way in (a bastion host, Session Manager, the private network).',
    },
  };
}

const sourceOf = (rule: Rule): string => rule.sourceCidrIp ?? rule.ipv6SourceCidrIp ?? '';

/** What tells a rule's resource of Terraform from the others: there is no id to find it by. */
function terraformOf(group: string, { ipProtocol, portRange, sourceCidrIp, ipv6SourceCidrIp }: Rule): string {
  const told = Object.entries({
    security_group_id: group,
    ip_protocol: ipProtocol?.toLowerCase(),
    port_range: portRange,
    ...(sourceCidrIp ? { cidr_ip: sourceCidrIp } : { ipv6_cidr_ip: ipv6SourceCidrIp }),
  });
  return `alicloud_security_group_rule (${told.map(([name, value]) => `${name} = "${value ?? ''}"`).join(', ')})`;
}

/** Accepts the internet, and at no port that is not among those that must not be open. */
function opensOnly(rule: Rule, wanted: readonly Wanted[]): boolean {
  const { policy, ipProtocol, priority } = rule;
  if (policy !== 'Accept' || priority === undefined || (ipProtocol !== 'TCP' && ipProtocol !== 'UDP')) return false;
  if (!isWide(sourceOf(rule))) return false;
  const [from = 0, to = 0] = (rule.portRange ?? '').split('/').map(Number);
  if (!(from >= 1 && to >= from && to - from < wanted.length)) return false;
  const ports = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return ports.every((port) => wanted.some((one) => one.port === port && one.protocol === ipProtocol));
}

/** The same rules again, as `AuthorizeSecurityGroup` takes them. */
function permissions(rules: readonly Rule[]): Record<string, string> {
  const entries = rules.flatMap((rule, i) => {
    const fields = {
      Policy: 'Accept',
      Priority: String(rule.priority ?? 1),
      IpProtocol: rule.ipProtocol,
      PortRange: rule.portRange,
      SourceCidrIp: rule.sourceCidrIp,
      Ipv6SourceCidrIp: rule.ipv6SourceCidrIp,
      DestCidrIp: rule.destCidrIp,
      Ipv6DestCidrIp: rule.ipv6DestCidrIp,
    };
    return Object.entries(fields).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[`Permissions.${i + 1}.${name}`, value] as const],
    );
  });
  return Object.fromEntries(entries);
}
