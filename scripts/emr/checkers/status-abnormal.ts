import { defineStatusChecker } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { KINDS } from '../states';

/** A cluster that failed to start never did any work, and one that is not released goes on to cost: an error, and no page. */
export const statusAbnormal = defineStatusChecker({
  id: 'emr-status-abnormal',
  asset: clusters,
  subject: { zh: 'EMR 集群 {{id}}', en: 'EMR cluster {{id}}' },
  title: { zh: 'EMR 集群状态异常', en: 'EMR cluster is in a bad state' },
  why: {
    zh: '启动失败的 EMR 集群不能运行作业；释放失败的集群仍在计费。',
    en: 'A cluster that failed to start runs no jobs, and one that failed to be released is still paid for.',
  },
  remedy: {
    zh: '查看 EMR 集群的操作日志，按失败原因处理后重建或再次释放。',
    en: 'Follow the reason in the log of its operations, then make the EMR cluster anew or release it again.',
  },
  docs: 'https://help.aliyun.com/zh/emr/emr-on-ecs/developer-reference/api-emr-2021-03-20-listclusters',
  state: (cluster) => cluster.clusterState,
  kinds: KINDS,
  createdAt: (cluster) => cluster.createTime,
});
