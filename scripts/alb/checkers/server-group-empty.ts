import { defineChecker, NO_FIX } from '../../../lib/define';
import { serverGroups } from '../collectors/server-groups';

export const serverGroupEmpty = defineChecker({
  id: 'alb-server-group-empty',
  asset: serverGroups,
  title: { zh: 'ALB 使用中的服务器组没有服务器', en: 'Server group in use by an ALB has no servers' },
  why: {
    zh: '转发到空服务器组的请求返回 503。',
    en: 'Requests forwarded to an empty server group are answered with 503.',
  },
  remedy: {
    zh: '为服务器组添加后端，或修改转发规则后删除它。',
    en: 'Add servers to the group, or change the forwarding rules and delete it.',
  },
  noFix: NO_FIX.servers,
  severity: 'warning',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/slb/application-load-balancer/developer-reference/api-alb-2020-06-16-listservergroups',
  // Empty for a moment while what is behind it is replaced: a judgement.
  lasting: { minutes: 10 },
  params: {},
  messages: {
    empty: {
      zh: 'ALB 服务器组 {{id}} 没有服务器，被 {{loadBalancers}} 使用',
      en: 'ALB server group {{id}} has no servers and is used by {{loadBalancers}}',
    },
  },
  check(group, { pass, fail, skip, unknown }) {
    const { id, serverCount, relatedLoadBalancerIds: loadBalancers } = group;
    if (group.serverGroupType === 'Fc') return skip({ zh: '后端是函数', en: 'its backend is a function' });
    if (serverCount === undefined)
      return unknown({ zh: '应答中没有服务器数量', en: 'no number of servers in the answer' });
    if (serverCount > 0) return pass();
    if (group.serverGroupType === undefined)
      return unknown({ zh: '应答中没有服务器组类型', en: 'the type of server group is not in the answer' });
    if (!loadBalancers) return unknown({ zh: '应答中没有关联的实例', en: 'the answer does not tell who uses it' });
    if (loadBalancers.length === 0) return skip({ zh: '没有被使用', en: 'not in use' });
    return fail('empty', { id, value: 0, loadBalancers });
  },
});
