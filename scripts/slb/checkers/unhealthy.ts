import { defineChecker, NO_FIX, numberParam, thoseThat } from '../../../lib/define';
import { healthStatus } from '../collectors/health-status';
import { loadBalancers } from '../collectors/load-balancers';
import { notActive } from '../skips';

/** Such as `443/https`: UDP and a TCP protocol may share a port. */
function listenerOf({ listenerPort, protocol }: { listenerPort?: number; protocol?: string }): string {
  return `${listenerPort ?? '?'}${protocol === undefined ? '' : `/${protocol}`}`;
}

/** Judged by listener: a server that is fine on one port and broken on another is broken. */
export const slbUnhealthy = defineChecker({
  id: 'slb-unhealthy',
  asset: loadBalancers,
  title: { zh: 'CLB 后端服务器健康检查异常', en: 'CLB backend server is unhealthy' },
  why: {
    zh: '异常的后端不再接收请求，剩余服务器压力增大；全部异常时服务中断。',
    en: 'An unhealthy server gets no requests and the others carry its load; when all are, the service is down.',
  },
  remedy: {
    zh: '检查后端进程、端口与安全组，放行 100.64.0.0/10 的健康检查。',
    en: 'Check process, port and firewall of the server; let health checks from 100.64.0.0/10 in.',
  },
  noFix: NO_FIX.servers,
  severity: 'critical',
  severities: ['warning'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/slb/classic-load-balancer/user-guide/health-check',
  because: [
    { checker: 'ecs-status-abnormal', each: 'servers' },
    { checker: 'ecs-locked', each: 'servers' },
    { checker: 'ecs-spot-reclaim', each: 'servers' },
    { checker: 'ecs-impaired', each: 'servers' },
  ],
  // A rolling update takes one backend after the other: a judgement.
  lasting: { minutes: 10, each: 'servers', atOnce: ['all'] },
  params: {
    criticalPercent: numberParam({
      default: 50,
      min: 0,
      max: 100,
      unit: '%',
      help: {
        zh: '一个监听的异常后端占比高于此值，或全部异常时为紧急',
        en: 'Critical when more than this share of the backends of a listener is unhealthy, or all of them are',
      },
    }),
  },
  related: { health: healthStatus },
  messages: {
    some: {
      zh: 'CLB {{id}} 有 {{value}} 个后端异常：{{servers}}',
      en: '{{value}} backends of CLB {{id}} are unhealthy: {{servers}}',
    },
    all: {
      zh: 'CLB {{id}} 的监听 {{ports}} 的后端全部异常：{{servers}}',
      en: 'All backends of listener {{ports}} of CLB {{id}} are unhealthy: {{servers}}',
    },
  },
  check(lb, { params, related, pass, fail, skip, unknown }) {
    const why = notActive(lb);
    if (why !== undefined) return skip(why);
    const servers = related.health[0]?.backendServers;
    if (!servers) return unknown({ zh: '没有返回后端健康状态', en: 'no health of backends in the answer' });
    if (servers.length === 0) return skip({ zh: '没有后端服务器', en: 'it has no backend servers' });
    const bad = thoseThat(servers, (server) => server.serverHealthStatus === 'abnormal');
    if (bad.length === 0) {
      const known = servers.every((server) => server.serverHealthStatus === 'normal');
      return known
        ? pass()
        : unknown({ zh: '健康检查未开启或未完成', en: 'health checks are off or not yet complete' });
    }
    const dead = [...new Set(bad.map(listenerOf))].filter((listener) =>
      servers.every((server) => listenerOf(server) !== listener || bad.includes(server)),
    );
    const data = {
      id: lb.id,
      value: bad.length,
      servers: bad.map((s) => `${s.serverId ?? s.serverIp ?? '?'}:${s.port ?? s.listenerPort ?? '?'}`),
    };
    if (dead.length > 0) return fail('all', { ...data, ports: dead });
    const worst = Math.max(
      ...bad.map(listenerOf).map((listener) => {
        const of = (all: readonly { listenerPort?: number; protocol?: string }[]) =>
          all.filter((server) => listenerOf(server) === listener).length;
        return (of(bad) / of(servers)) * 100;
      }),
    );
    return fail('some', data, worst > params.criticalPercent ? 'critical' : 'warning');
  },
});
