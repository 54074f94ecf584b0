import { defineChecker, thoseThat } from '../../../lib/define';
import { listenerHealth } from '../collectors/listener-health';
import { listeners } from '../collectors/listeners';

/** The public sources do not agree on a metric for this; the API of the listener tells it for certain. */
export const nlbUnhealthy = defineChecker({
  id: 'nlb-unhealthy',
  asset: listeners,
  title: { zh: 'NLB 监听的后端服务器异常', en: 'NLB listener has unhealthy servers' },
  why: {
    zh: '异常的服务器不再接收新连接，其余服务器承担全部负载。',
    en: 'An unhealthy server gets no new connections and the remaining ones carry everything.',
  },
  remedy: {
    zh: '按返回的原因检查服务器端口与网络 ACL。',
    en: 'Follow the reason given: check port and network ACL of the server.',
  },
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/slb/network-load-balancer/developer-reference/api-nlb-2022-04-30-getlistenerhealthstatus',
  because: [
    'nlb-locked',
    { checker: 'ecs-status-abnormal', each: 'servers' },
    { checker: 'ecs-locked', each: 'servers' },
    { checker: 'ecs-spot-reclaim', each: 'servers' },
    { checker: 'ecs-impaired', each: 'servers' },
  ],
  params: {},
  related: { health: listenerHealth },
  messages: {
    unhealthy: {
      zh: 'NLB {{loadBalancerId}} 的监听 {{id}} 有 {{value}} 台异常服务器：{{servers}}',
      en: 'Listener {{id}} of NLB {{loadBalancerId}} has {{value}} unhealthy servers: {{servers}}',
    },
  },
  check(listener, { related, pass, fail, skip, unknown }) {
    if (listener.listenerStatus !== 'Running')
      return skip({ zh: `监听状态为 ${listener.listenerStatus}`, en: `the listener is ${listener.listenerStatus}` });
    const ports = related.health.flatMap((page) => page.listenerHealthStatus ?? []);
    if (ports.length === 0 || ports.some((port) => !port.serverGroupInfos?.length))
      return unknown({ zh: '没有返回该监听的健康状态', en: 'its health is not in the answer' });
    const groups = ports.flatMap((port) => port.serverGroupInfos ?? []);
    const odd = groups.flatMap((group) => group.nonNormalServers ?? []);
    const bad = thoseThat(odd, (server) => server.status === 'Unhealthy');
    if (bad.length > 0) {
      const servers = bad.map((s) => `${s.serverId ?? s.serverIp ?? '?'} (${s.reasonCode ?? '?'})`);
      return fail('unhealthy', {
        id: listener.id,
        loadBalancerId: listener.loadBalancerId ?? '?',
        value: bad.length,
        servers,
      });
    }
    if (groups.some((group) => group.heathCheckEnabled === undefined))
      return unknown({ zh: '没有返回健康检查是否开启', en: 'the answer does not tell whether health checks are on' });
    const checked = groups.filter((group) => group.heathCheckEnabled);
    if (checked.some((group) => group.nonNormalServers?.length))
      return unknown({ zh: '健康检查未完成', en: 'health checks are not yet complete' });
    if (checked.length < groups.length) return skip({ zh: '未开启健康检查', en: 'health checks are off' });
    // An empty list of servers that are not normal means that all are.
    return pass();
  },
});
