import { defineChecker, NO_FIX } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { conditionOf } from '../states';

export const ackState = defineChecker({
  id: 'ack-state',
  asset: clusters,
  title: { zh: 'ACK 集群状态异常', en: 'ACK cluster is not running' },
  why: {
    zh: '集群失败、不可用或停用时，无法调度和管理其中的应用。',
    en: 'In a cluster that failed or is unavailable or inactive, nothing can be scheduled or managed.',
  },
  remedy: {
    zh: '在集群的诊断与日志中查看原因；安全组、负载均衡或控制面资源被删除或欠费是常见原因。',
    en: "Read the cluster's diagnosis and log; a deleted or overdue load balancer or security group is a common cause.",
  },
  noFix: NO_FIX.state,
  severity: 'critical',
  severities: ['error'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/ack/ack-managed-and-ack-dedicated/developer-reference/api-cs-2015-12-15-describeclustersv1',
  params: {},
  messages: {
    state: {
      zh: 'ACK 集群 {{id}}（{{name}}）的状态为 {{state}}',
      en: 'ACK cluster {{id}} ({{name}}) is {{state}}',
    },
  },
  check(cluster, { pass, fail, skip }) {
    const { id, name, state } = cluster;
    switch (conditionOf(state)) {
      case 'serving':
        return pass();
      case 'waiting':
        return skip({ zh: '注册集群尚未接入', en: 'a registered cluster that is not connected yet' });
      case 'changing':
        return skip({ zh: `集群正在变更：${state}`, en: `the cluster is changing: ${state}` });
      case 'failed':
        return fail('state', { id, name, state }, 'error');
      case 'broken':
        return fail('state', { id, name, state });
    }
  },
});
