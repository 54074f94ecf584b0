import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { replicaConnections, shardingConnections, singleConnections } from '../metrics';
import { unmeasured } from '../states';

export const connHigh = defineMetricChecker({
  id: 'mongodb-conn-high',
  asset: instances,
  metric: [replicaConnections, shardingConnections, singleConnections],
  title: {
    zh: 'MongoDB 实例连接数接近上限',
    en: 'MongoDB instance is running out of connections',
  },
  why: {
    zh: '超出上限的客户端被拒绝。',
    en: 'Clients beyond the limit are refused.',
  },
  remedy: {
    zh: '调小连接池的最大连接数，关闭空闲连接；或升级规格。',
    en: 'Lower the maximum of the connection pools, close idle connections, or choose a larger class.',
  },
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  warning: 80,
  critical: 90,
  skip: unmeasured,
  message: {
    zh: 'MongoDB 实例 {{which}} 的连接数使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'MongoDB instance {{which}} uses {{value}} % of its connections, above {{threshold}} %',
  },
});
