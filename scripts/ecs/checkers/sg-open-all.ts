import { defineChecker, integerParam } from '../../../lib/define';
import { securityGroupRules } from '../collectors/security-group-rules';
import { securityGroups } from '../collectors/security-groups';
import { exposureOf, sizeOf } from '../exposure';
import { UNSURE } from '../open-ports';

export const sgOpenAll = defineChecker({
  id: 'ecs-sg-open-all',
  asset: securityGroups,
  title: { zh: '安全组向公网开放所有端口', en: 'Security group opens all ports to the internet' },
  why: {
    zh: '这样的安全组等于没有防火墙，机器上每个监听的服务都暴露在公网。',
    en: 'Such a group is no firewall at all: whatever listens on its machines is on the internet.',
  },
  remedy: {
    zh: '删除全放通规则，只为需要公开的服务按端口授权。',
    en: 'Delete the rule that lets everything in, and grant only the ports of services that are meant to be public.',
  },
  noFix: {
    zh: '规则也放行了需要的端口，删除后业务会中断：先为它们单独授权。',
    en: 'The rule lets in what is meant to come in, too: that needs rules of its own before it goes.',
  },
  severity: 'critical',
  severities: ['info'],
  category: 'security',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/overview-44',
  params: {
    ports: integerParam({
      title: { zh: '开放端口数', en: 'Open ports' },
      default: 60000,
      min: 1000,
      max: 65535,
      help: {
        zh: '一个协议对公网开放的端口不少于此数即视为全部开放，个别端口被拒绝不改变结论',
        en: 'As many open ports of one protocol count as all of them, whatever few are dropped',
      },
    }),
  },
  related: { rules: securityGroupRules },
  messages: {
    open: {
      zh: '安全组 {{id}}（{{name}}）向公网开放了 {{value}} 个端口：{{ranges}}',
      en: 'Security group {{id}} ({{name}}) opens {{value}} ports to the internet: {{ranges}}',
    },
  },
  check(group, { params, related, pass, fail, unknown }) {
    const exposures = exposureOf(related.rules);
    const wide = exposures.filter(({ open }) => sizeOf(open) >= params.ports);
    if (wide.length > 0) {
      const ranges = wide.map(
        ({ family, protocol, open }) => `${protocol} ${open.map((span) => span.join('-')).join(' ')} (${family})`,
      );
      const value = Math.max(...wide.map(({ open }) => sizeOf(open)));
      const data = { id: group.id, name: group.name, value, threshold: params.ports, ranges };
      // Of a service's own group its user can change nothing, and in an empty one nothing is exposed.
      return fail('open', data, group.serviceManaged || group.ecsCount === 0 ? 'info' : undefined);
    }
    return exposures.some(({ open, unsure }) => sizeOf(open) + sizeOf(unsure) >= params.ports)
      ? unknown(UNSURE)
      : pass();
  },
});
