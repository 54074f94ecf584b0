import { defineSwitchChecker } from '../../../lib/define';
import { serverGroups } from '../collectors/server-groups';

/** Where the answer does not tell who uses a group, it is judged. */
export const healthCheckOff = defineSwitchChecker({
  id: 'nlb-health-check-off',
  asset: serverGroups,
  title: { zh: 'NLB 服务器组未开启健康检查', en: 'Server group of an NLB has no health check' },
  why: {
    zh: '没有健康检查时，NLB 会继续把请求发往已经故障的服务器。',
    en: 'Without a health check an NLB goes on to send requests to servers that have failed.',
  },
  remedy: { zh: '为 NLB 的服务器组开启健康检查。', en: 'Turn health checks on for the server group of the NLB.' },
  noFix: {
    zh: '检查的端口和协议由应用决定；设错会使全部后端被判为异常而中断服务。',
    en: 'Its port and protocol are those of the application: a check that is wrong takes every server out of service.',
  },
  severity: 'warning',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/slb/network-load-balancer/developer-reference/api-nlb-2022-04-30-listservergroups',
  what: { zh: '健康检查', en: 'a health check' },
  on: (group) => group.healthCheckEnabled,
  skip: ({ relatedLoadBalancerIds: users }) => {
    return users?.length === 0 ? { zh: '没有被使用', en: 'not in use' } : undefined;
  },
  message: {
    zh: 'NLB 服务器组 {{id}}（{{name}}）未开启健康检查',
    en: 'Server group {{id}} ({{name}}) of an NLB has no health check',
  },
});
