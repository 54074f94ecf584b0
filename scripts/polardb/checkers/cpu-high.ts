import { defineMetricChecker } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { mysqlCpu, oracleCpu, postgresCpu } from '../metrics';
import { notServing } from '../states';

export const cpuHigh = defineMetricChecker({
  id: 'polardb-cpu-high',
  asset: clusters,
  metric: [mysqlCpu, postgresCpu, oracleCpu],
  title: {
    zh: 'PolarDB 集群 CPU 使用率过高',
    en: 'PolarDB cluster CPU is high',
  },
  why: {
    zh: '节点 CPU 饱和时，经过该节点的查询变慢甚至超时。',
    en: 'Queries through a saturated node slow down or time out.',
  },
  remedy: {
    zh: '优化高消耗 SQL；增加只读节点或升级节点规格。',
    en: 'Tune the costly SQL; add reader nodes or choose a larger node class.',
  },
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  warning: 80,
  critical: 90,
  skip: notServing,
  message: {
    zh: 'PolarDB 集群 {{id}} 节点 {{part}} 的 CPU 使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'CPU of node {{part}} of PolarDB cluster {{id}} is {{value}} % used, above {{threshold}} %',
  },
});
