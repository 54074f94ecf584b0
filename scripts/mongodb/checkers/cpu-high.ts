import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { replicaCpu, shardingCpu, singleCpu } from '../metrics';
import { unmeasured } from '../states';

export const cpuHigh = defineMetricChecker({
  id: 'mongodb-cpu-high',
  asset: instances,
  metric: [replicaCpu, shardingCpu, singleCpu],
  title: {
    zh: 'MongoDB 实例 CPU 使用率过高',
    en: 'MongoDB instance CPU is high',
  },
  why: {
    zh: 'CPU 饱和的节点响应变慢，还可能引发主备切换。',
    en: 'A node with a saturated CPU answers slowly and may be voted out as primary.',
  },
  remedy: {
    zh: '为慢查询建索引；升级规格或增加分片。',
    en: 'Add indexes for slow queries; choose a larger class or add shards.',
  },
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  warning: 80,
  critical: 90,
  skip: unmeasured,
  message: {
    zh: 'MongoDB 实例 {{which}} 的 CPU 使用率为 {{value}} %，高于 {{threshold}} %',
    en: 'CPU of MongoDB instance {{which}} is {{value}} %, above {{threshold}} %',
  },
});
