import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { replicaSetLag, shardingLag } from '../metrics';
import { unmeasured } from '../states';

/** The average of 15 minutes: a second of lag, or a moment's peak, is no fault. The levels are those of RDS, a judgement. */
export const replicaLag = defineMetricChecker({
  id: 'mongodb-replica-lag',
  asset: instances,
  metric: [replicaSetLag, shardingLag],
  title: {
    zh: 'MongoDB 从节点复制延迟过高',
    en: 'MongoDB secondary lags behind',
  },
  why: {
    zh: '从节点读到的是旧数据；延迟超过 oplog 的时长后从节点必须全量同步，此时发生切换会丢失数据。',
    en: 'Secondaries answer with old data; once the lag outgrows the oplog they have to be copied anew, and a switch in the meantime loses writes.',
  },
  remedy: {
    zh: '检查大批量写入、建索引和从节点负载；扩大 oplog，或升级规格。',
    en: 'Look for bulk writes, index builds and load on the secondaries; enlarge the oplog or choose a larger class.',
  },
  docs: 'https://help.aliyun.com/zh/mongodb/user-guide/metrics',
  warning: 30,
  critical: 60,
  category: 'availability',
  max: 86_400,
  skip: (instance) =>
    instance.replicationFactor === 1
      ? { zh: '单节点实例没有从节点', en: 'a standalone instance has no secondary' }
      : unmeasured(instance),
  message: {
    zh: 'MongoDB 实例 {{which}} 的复制延迟为 {{value}} 秒，高于 {{threshold}} 秒',
    en: 'Replication of MongoDB instance {{which}} is {{value}} s behind, above {{threshold}} s',
  },
});
