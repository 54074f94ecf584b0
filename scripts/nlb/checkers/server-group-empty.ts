import { defineChecker, NO_FIX } from '../../../lib/define';
import { serverGroups } from '../collectors/server-groups';

export const serverGroupEmpty = defineChecker({
  id: 'nlb-server-group-empty',
  asset: serverGroups,
  title: { zh: 'NLB 使用中的服务器组没有服务器', en: 'Server group in use by an NLB has no servers' },
  why: {
    zh: '监听指向空服务器组时，新连接被直接重置。',
    en: 'A listener on an empty server group resets every new connection.',
  },
  remedy: {
    zh: '添加后端服务器，或让监听使用别的服务器组。',
    en: 'Add backend servers, or give the listener another server group.',
  },
  noFix: NO_FIX.servers,
  severity: 'warning',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/slb/network-load-balancer/developer-reference/api-nlb-2022-04-30-listservergroups',
  // Empty for a moment while what is behind it is replaced: a judgement.
  lasting: { minutes: 10 },
  params: {},
  messages: {
    empty: {
      zh: 'NLB 服务器组 {{id}} 没有服务器，被 {{loadBalancers}} 使用',
      en: 'NLB server group {{id}} has no servers and is used by {{loadBalancers}}',
    },
  },
  check(group, { pass, fail, skip, unknown }) {
    const { id, serverCount, relatedLoadBalancerIds: loadBalancers } = group;
    if (serverCount === undefined)
      return unknown({ zh: '应答中没有服务器数量', en: 'no number of servers in the answer' });
    if (serverCount > 0) return pass();
    if (!loadBalancers) return unknown({ zh: '应答中没有关联的实例', en: 'the answer does not tell who uses it' });
    if (loadBalancers.length === 0) return skip({ zh: '没有被使用', en: 'not in use' });
    return fail('empty', { id, value: 0, loadBalancers });
  },
});
