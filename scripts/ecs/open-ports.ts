import { defineChecker, textsParam, type Reason } from '../../lib/define';
import type { Text } from '../../lib/model';
import { securityGroupRules } from './collectors/security-group-rules';
import { securityGroups } from './collectors/security-groups';
import { closePorts } from './close-ports';
import { exposureOf, holds } from './exposure';

/** What hides in a rule that refers to a list, or that the answer tells only half of. */
export const UNSURE: Reason = {
  zh: '有规则引用端口列表，或缺少字段、取值未知，无法确定是否对公网开放',
  en: 'a rule refers to a port list, or lacks a field or has a value never heard of: whether it opens them cannot be told',
};

const PORT = /^(\d{1,5})(?:\/(tcp|udp))?$/i;

/** A security group that lets the whole internet reach certain ports. The message may use `{{id}}`, `{{name}}`, `{{ports}}`. */
export function defineOpenPortsChecker(facts: {
  readonly id: string;
  readonly title: Text;
  readonly why: Text;
  readonly remedy: Text;
  readonly docs: string;
  /** `22` for TCP, `11211/udp` for UDP. */
  readonly ports: readonly string[];
  readonly message: Text;
}) {
  const { ports, message, ...rest } = facts;
  return defineChecker({
    ...rest,
    asset: securityGroups,
    // Where everything is open, these ports are.
    because: ['ecs-sg-open-all'],
    severity: 'error',
    severities: ['info'],
    category: 'security',
    params: {
      ports: textsParam({
        title: { zh: '不得开放的端口', en: 'Ports that must stay closed' },
        default: ports,
        help: {
          zh: '不得对公网开放的端口，如 22 或 11211/udp，不写协议即为 TCP',
          en: 'Ports that must not be open to the internet, such as 22 or 11211/udp; TCP by default',
        },
      }),
    },
    related: { rules: securityGroupRules },
    messages: { open: message },
    validate(params) {
      const strange = params.ports.find((port) => wanted(port) === undefined);
      return strange === undefined ? undefined : `"${strange}" is not a port such as 22 or 11211/udp`;
    },
    fix: (group, _data, { params, related }) =>
      closePorts(
        group,
        related.rules,
        params.ports.flatMap((port) => wanted(port) ?? []),
      ),
    check(group, { params, related, pass, fail, unknown }) {
      const exposures = exposureOf(related.rules);
      const open: string[] = [];
      let unsure = false;
      for (const given of params.ports) {
        const { port, protocol } = wanted(given) ?? { port: 0, protocol: 'TCP' };
        const fitting = exposures.filter((exposure) => exposure.protocol === protocol);
        const families = fitting.filter((exposure) => holds(exposure.open, port)).map(({ family }) => family);
        if (families.length > 0) open.push(`${port}/${protocol} (${families.join(', ')})`);
        unsure ||= fitting.some((exposure) => holds(exposure.unsure, port));
      }
      const data = { id: group.id, name: group.name, value: open.length, ports: open };
      // Of a service's own group its user can change nothing, and in an empty one nothing is exposed.
      if (open.length > 0) return fail('open', data, group.serviceManaged || group.ecsCount === 0 ? 'info' : undefined);
      return unsure ? unknown(UNSURE) : pass();
    },
  });
}

function wanted(given: string): { port: number; protocol: 'TCP' | 'UDP' } | undefined {
  const [, digits, protocol = 'tcp'] = PORT.exec(given) ?? [];
  const port = Number(digits);
  if (!(port >= 1 && port <= 65535)) return undefined;
  return { port, protocol: protocol.toLowerCase() === 'udp' ? 'UDP' : 'TCP' };
}
