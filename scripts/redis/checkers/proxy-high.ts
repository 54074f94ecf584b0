import { defineChecker, NO_FIX, numberParam } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { shardingProxyConnections, shardingProxyCpu, splitrwProxyConnections, splitrwProxyCpu } from '../metrics';
import { notServing } from '../states';

/** Classes name their proxies: `…4proxy.default`, and `…with.proxy…` for shards. */
const PROXY = /proxy/;

/** Levels of the nodes' CPU and connections, a little higher: a proxy that is full refuses clients, one that is busy is slow. A judgement. */
export const proxyHigh = defineChecker({
  id: 'redis-proxy-high',
  asset: instances,
  metrics: { shardingProxyCpu, shardingProxyConnections, splitrwProxyCpu, splitrwProxyConnections },
  title: { zh: 'Redis 代理节点接近上限', en: 'Redis proxy is near its limit' },
  why: {
    zh: '客户端经由代理访问集群：代理打满时新连接被拒绝、请求变慢，而数据节点看起来一切正常。',
    en: 'Clients reach a cluster through its proxies: when those are full, connections are refused and requests slow down while the data nodes look well.',
  },
  remedy: {
    zh: '减少短连接与大请求，增加代理节点，或改用直连。',
    en: 'Have fewer short connections and big requests, add proxies, or connect to the shards directly.',
  },
  noFix: NO_FIX.load,
  docs: 'https://help.aliyun.com/zh/redis/user-guide/metrics',
  severity: 'warning',
  severities: ['critical'],
  category: 'capacity',
  params: {
    warning: numberParam({
      default: 80,
      min: 0,
      max: 100,
      unit: '%',
      help: { zh: 'CPU 或连接数使用率高于此值为警告', en: 'A warning when CPU or connections are above this value' },
    }),
    critical: numberParam({
      default: 95,
      min: 0,
      max: 100,
      unit: '%',
      help: { zh: 'CPU 或连接数使用率高于此值为紧急', en: 'Critical when CPU or connections are above this value' },
    }),
  },
  validate: (params) =>
    params.critical < params.warning ? `critical (${params.critical}) is below warning (${params.warning})` : undefined,
  messages: {
    above: {
      zh: 'Redis 实例 {{id}} 的代理节点接近上限：{{metrics}}（高于 {{threshold}} %）',
      en: 'Proxies of Redis instance {{id}} are near their limit: {{metrics}} (above {{threshold}} %)',
    },
  },
  check(instance, { params, metrics, pass, fail, skip, unknown }) {
    const { id, name, architectureType, instanceClass, shardClass = '' } = instance;
    if (architectureType === undefined || instanceClass === undefined)
      return unknown({ zh: '应答中没有架构或规格', en: 'its architecture or its class is not in the answer' });
    if (architectureType === 'standard')
      return skip({ zh: '标准架构没有代理', en: 'a standard instance has no proxy' });
    if (!PROXY.test(`${instanceClass} ${shardClass}`))
      return skip({ zh: '规格中没有代理', en: 'its class has no proxy' });
    const why = notServing(instance);
    if (why !== undefined) return skip(why);
    const [cpu, connections] =
      architectureType === 'cluster'
        ? [metrics.shardingProxyCpu, metrics.shardingProxyConnections]
        : [metrics.splitrwProxyCpu, metrics.splitrwProxyConnections];
    const known = [
      { what: 'CPU', reading: cpu },
      { what: 'connections', reading: connections },
    ].flatMap(({ what, reading }) => (reading ? [{ what, ...reading }] : []));
    const [worst] = known.sort((one, other) => other.value - one.value);
    if (worst && worst.value > params.warning) {
      const severe = worst.value > params.critical;
      const above = known.filter(({ value }) => value > params.warning);
      const metricsOf = above.map(({ what, value, parts: [part] }) => {
        const share = Math.round(value * 100) / 100;
        return part ? `${part.part} ${what}: ${share}` : `${what}: ${share}`;
      });
      return fail(
        'above',
        {
          ...{ id, name, value: worst.value, unit: '%', metrics: metricsOf },
          threshold: severe ? params.critical : params.warning,
        },
        severe ? 'critical' : undefined,
      );
    }
    return known.length < 2
      ? unknown({ zh: '云监控没有其代理节点最近的数据', en: 'CloudMonitor has no recent data of its proxies' })
      : pass(worst && { id, value: worst.value, threshold: params.warning });
  },
});
