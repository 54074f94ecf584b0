import { defineChecker, NO_FIX } from '../../../lib/define';
import { healthStatus } from '../collectors/health-status';
import { listeners } from '../collectors/listeners';
import { loadBalancers } from '../collectors/load-balancers';
import { forwarding, notActive } from '../skips';

/** What DescribeHealthStatus lists is every server of every listener; of a weight it says nothing. */
export const noBackend = defineChecker({
  id: 'slb-no-backend',
  asset: loadBalancers,
  title: { zh: 'CLB 监听没有后端服务器', en: 'CLB listens without servers behind it' },
  why: {
    zh: '监听在运行而没有后端服务器时，所有请求都会失败。',
    en: 'With listeners that run and no servers, every request fails.',
  },
  remedy: {
    zh: '把后端服务器加入监听所用的服务器组，或停止不用的监听。',
    en: 'Add servers to the group of the listener, or stop listeners that nobody needs.',
  },
  noFix: NO_FIX.servers,
  severity: 'warning',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/slb/classic-load-balancer/developer-reference/api-slb-2014-05-15-describehealthstatus',
  // Empty for a moment while what is behind it is replaced: a judgement.
  lasting: { minutes: 10 },
  params: {},
  related: { health: healthStatus, listeners },
  messages: {
    empty: {
      zh: 'CLB {{id}}（{{name}}）的 {{value}} 个运行中的监听没有后端服务器',
      en: '{{value}} running listeners of CLB {{id}} ({{name}}) have no servers',
    },
  },
  check(lb, { related, pass, fail, skip, unknown }) {
    const why = notActive(lb);
    if (why !== undefined) return skip(why);
    const servers = related.health[0]?.backendServers;
    if (!servers) return unknown({ zh: '没有返回后端健康状态', en: 'no health of backends in the answer' });
    if (servers.length > 0) return pass();
    const running = forwarding(related.listeners);
    if (running.length === 0) return skip({ zh: '没有运行中的转发监听', en: 'no listener that forwards is running' });
    return fail('empty', { id: lb.id, name: lb.name, value: running.length });
  },
});
