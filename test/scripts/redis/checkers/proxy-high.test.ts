import { proxyHigh } from '../../../../scripts/redis';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

const CLUSTER = {
  architectureType: 'cluster',
  instanceClass: 'redis.logic.sharding.2g.2db.0rodb.4proxy.default',
} as const;
const NATIVE = {
  architectureType: 'cluster',
  instanceClass: 'redis.shard.small.2.ce',
  shardClass: 'redis.shard.with.proxy.small.ce',
} as const;
const SPLIT = {
  architectureType: 'rwsplit',
  instanceClass: 'redis.logic.splitrw.small.1db.1rodb.4proxy.default',
} as const;
/** CPU and connections of a cluster's proxies. */
const proxies = (shardingProxyCpu: number | undefined, shardingProxyConnections: number | undefined) => ({
  metrics: { shardingProxyCpu, shardingProxyConnections },
});

testChecker(proxyHigh, {
  healthy: { asset: { ...instance, ...CLUSTER }, ...proxies(5, 5), now },
  pass: {
    low: {},
    'exactly the warning level': proxies(80, 80),
    'more is allowed': { ...proxies(85, 5), params: { warning: 90 } },
  },
  fail: {
    'connections just above the warning level': {
      ...proxies(5, 80.5),
      message: 'above',
      severity: 'warning',
      text: {
        zh: 'Redis 实例 r-1 的代理节点接近上限：connections: 80.5（高于 80 %）',
        en: 'Proxies of Redis instance r-1 are near their limit: connections: 80.5 (above 80 %)',
      },
    },
    'one of several proxies': {
      metrics: {
        shardingProxyCpu: { value: 90, at: now, parts: [{ part: 'r-1-proxy-1', value: 90 }] },
        shardingProxyConnections: 5,
      },
      message: 'above',
      severity: 'warning',
      data: { metrics: ['r-1-proxy-1 CPU: 90'] },
    },
    'CPU above the critical level': {
      ...proxies(96, 5),
      message: 'above',
      severity: 'critical',
      data: { value: 96, threshold: 95 },
    },
    'a lower critical level': {
      ...proxies(91, 5),
      params: { critical: 90 },
      message: 'above',
      severity: 'critical',
      data: { threshold: 90 },
    },
    'a cloud-native cluster': {
      asset: NATIVE,
      ...proxies(90, 5),
      message: 'above',
      severity: 'warning',
      data: { value: 90 },
    },
    'read/write splitting': {
      asset: SPLIT,
      metrics: { splitrwProxyCpu: 5, splitrwProxyConnections: 90 },
      message: 'above',
      severity: 'warning',
      data: { value: 90 },
    },
  },
  skip: {
    'a standard instance': { asset: { architectureType: 'standard' }, ...proxies(undefined, undefined) },
    'a cluster without proxies': {
      asset: { ...NATIVE, shardClass: 'redis.shard.small.ce' },
      ...proxies(undefined, undefined),
    },
    disabled: { asset: { instanceStatus: 'Inactive' }, ...proxies(undefined, undefined) },
  },
  unknown: {
    'no data': proxies(undefined, undefined),
    'no connections': proxies(5, undefined),
    'no architecture': { asset: { architectureType: undefined }, ...proxies(99, 99) },
    'no class, and no data': { asset: { instanceClass: undefined }, ...proxies(undefined, undefined) },
  },
  // Only a cloud-native instance has a class of shards.
  absentIsFact: ['shardClass'],
});
