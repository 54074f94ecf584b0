import { defineChecker } from '../../../lib/define';
import { listeners } from '../collectors/listeners';
import { loadBalancers } from '../collectors/load-balancers';
import { forwarding, notActive } from '../skips';

export const healthCheckOff = defineChecker({
  id: 'slb-health-check-off',
  asset: loadBalancers,
  title: { zh: 'CLB 监听未开启健康检查', en: 'CLB listener has no health check' },
  why: {
    zh: '没有健康检查时，CLB 会继续把请求发往已经故障的服务器。',
    en: 'Without a health check a CLB goes on to send requests to servers that have failed.',
  },
  remedy: { zh: '为监听开启健康检查。', en: 'Turn health checks on for the listener.' },
  noFix: {
    zh: '检查的路径和端口由应用决定；设错会使全部后端被判为异常而中断服务。',
    en: 'Its path and port are those of the application: a check that is wrong takes every server out of service.',
  },
  severity: 'warning',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/slb/classic-load-balancer/user-guide/health-check',
  params: {},
  related: { listeners },
  messages: {
    off: {
      zh: 'CLB {{id}}（{{name}}）有 {{value}} 个监听未开启健康检查：{{listeners}}',
      en: '{{value}} listeners of CLB {{id}} ({{name}}) have no health check: {{listeners}}',
    },
  },
  check(lb, { related, pass, fail, skip, unknown }) {
    const why = notActive(lb);
    if (why !== undefined) return skip(why);
    const running = forwarding(related.listeners);
    if (running.length === 0) return skip({ zh: '没有运行中的转发监听', en: 'no listener that forwards is running' });
    const off: string[] = [];
    let silent = false;
    for (const one of running) {
      const said = {
        tcp: one.tcpHealthCheck,
        udp: one.udpHealthCheck,
        http: one.httpHealthCheck,
        https: one.httpsHealthCheck,
      }[one.listenerProtocol];
      if (said === 'off') off.push(one.id);
      silent ||= said === undefined;
    }
    if (off.length > 0) return fail('off', { id: lb.id, name: lb.name, value: off.length, listeners: off });
    return silent
      ? unknown({ zh: '应答中没有健康检查的设置', en: 'the answer does not tell of a health check' })
      : pass();
  },
});
