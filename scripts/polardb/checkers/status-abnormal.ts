import { defineStatusChecker } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { KINDS } from '../states';

/** The official table of states names none for a failure: what breaks shows in a lock, in metrics, or in a state that does not end. */
export const statusAbnormal = defineStatusChecker({
  id: 'polardb-status-abnormal',
  asset: clusters,
  subject: { zh: 'PolarDB 集群 {{id}}', en: 'PolarDB cluster {{id}}' },
  title: { zh: 'PolarDB 集群状态异常', en: 'PolarDB cluster is in an abnormal state' },
  why: {
    zh: '切换不结束的集群没有可写的主节点；创建不结束的集群从未提供服务。',
    en: 'A cluster whose switch does not end has no node to write to; one whose creation does not end never served.',
  },
  remedy: {
    zh: '在 PolarDB 控制台查看任务和主备切换日志；状态不结束时提交工单。',
    en: 'Look at its tasks and the log of its failovers in the PolarDB console; open a ticket when the state does not end.',
  },
  docs: 'https://help.aliyun.com/document_detail/99286.htm',
  state: ({ dBClusterStatus }) => dBClusterStatus,
  kinds: KINDS,
  createdAt: (cluster) => cluster.createTime,
});
