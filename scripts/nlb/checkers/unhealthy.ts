import { defineChecker, NO_FIX, numberParam, thoseThat } from '../../../lib/define';
import { listenerHealth } from '../collectors/listener-health';
import { listenerServerGroups } from '../collectors/listener-server-groups';
import { listeners } from '../collectors/listeners';

/**
 * How bad it is follows from the share that is lost on a port, a judgement: one server of many is a rolling update.
 * The public sources do not agree on a metric for this; the API of the listener tells it for certain.
 */
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
  noFix: NO_FIX.servers,
  severity: 'warning',
  severities: ['critical'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/slb/network-load-balancer/developer-reference/api-nlb-2022-04-30-getlistenerhealthstatus',
  because: [
    'nlb-locked',
    { checker: 'ecs-status-abnormal', each: 'servers' },
    { checker: 'ecs-locked', each: 'servers' },
    { checker: 'ecs-spot-reclaim', each: 'servers' },
    { checker: 'ecs-impaired', each: 'servers' },
  ],
  // A rolling update takes one server after the other: a judgement.
  lasting: { minutes: 10, each: 'servers', atOnce: ['all'] },
  params: {
    criticalPercent: numberParam({
      default: 50,
      min: 0,
      max: 100,
      unit: '%',
      help: {
        zh: '一个端口的异常服务器占比高于此值，或全部异常时为紧急',
        en: 'Critical when more than this share of the servers of a port is unhealthy, or all of them are',
      },
    }),
  },
  related: { health: listenerHealth, group: listenerServerGroups },
  optional: ['group'],
  messages: {
    all: {
      zh: 'NLB {{loadBalancerId}} 的监听 {{id}} 的 {{total}} 台服务器全部异常：{{servers}}',
      en: 'All {{total}} servers of listener {{id}} of NLB {{loadBalancerId}} are unhealthy: {{servers}}',
    },
    share: {
      zh: 'NLB {{loadBalancerId}} 的监听 {{id}} 的 {{total}} 台服务器中有异常的（{{value}} 处）：{{servers}}',
      en: 'Listener {{id}} of NLB {{loadBalancerId}} has {{value}} unhealthy servers of {{total}}: {{servers}}',
    },
    unhealthy: {
      zh: 'NLB {{loadBalancerId}} 的监听 {{id}} 有 {{value}} 台异常服务器：{{servers}}',
      en: 'Listener {{id}} of NLB {{loadBalancerId}} has {{value}} unhealthy servers: {{servers}}',
    },
  },
  check(listener, { params, related, pass, fail, skip, unknown }) {
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
      const data = { id: listener.id, loadBalancerId: listener.loadBalancerId ?? '?', value: bad.length, servers };
      const total = related.group[0]?.serverCount;
      // Without the number of servers nobody knows whether service goes on: it is told of all the same.
      if (total === undefined || total <= 0) return fail('unhealthy', data);
      const most = Math.max(
        ...groups.map(
          ({ nonNormalServers }) => thoseThat(nonNormalServers ?? [], (server) => server.status === 'Unhealthy').length,
        ),
      );
      if (most >= total) return fail('all', { ...data, total }, 'critical');
      const severe = (most / total) * 100 > params.criticalPercent;
      return fail('share', { ...data, total }, severe ? 'critical' : undefined);
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
