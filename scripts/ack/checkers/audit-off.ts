import { defineChecker } from '../../../lib/define';
import { clusterDetails } from '../collectors/cluster-details';
import { clusters } from '../collectors/clusters';
import { objectIn } from '../json';
import { isThere } from '../states';

export const auditOff = defineChecker({
  id: 'ack-audit-off',
  asset: clusters,
  title: { zh: 'ACK 集群未开启审计日志', en: 'ACK cluster keeps no audit log' },
  why: {
    zh: '没有 API Server 审计日志时，谁在集群中做了什么无从追查。',
    en: 'Without an audit log of the API server nobody can tell who did what in the cluster.',
  },
  remedy: {
    zh: '在集群的安全管理中开启集群审计，日志写入日志服务。',
    en: 'Turn on cluster auditing in the security settings of the cluster; it writes to Simple Log Service.',
  },
  noFix: {
    zh: '开启审计会在日志服务中新建项目并按量计费，放在哪里、保留多久由使用者决定。',
    en: 'Audit logs make a project in Simple Log Service that is paid for: where, and how long they are kept, its owners decide.',
  },
  severity: 'warning',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/ack/ack-managed-and-ack-dedicated/user-guide/work-with-cluster-auditing',
  params: {},
  related: { details: clusterDetails },
  messages: {
    off: {
      zh: 'ACK 集群 {{id}}（{{name}}）没有审计日志项目',
      en: 'ACK cluster {{id}} ({{name}}) has no project for its audit log',
    },
  },
  check(cluster, { related, pass, fail, skip, unknown }) {
    const { id, name, state } = cluster;
    if (!isThere(state))
      return skip({ zh: `集群处于 ${state}，无从审计`, en: `nothing to audit while the cluster is ${state}` });
    const facts = objectIn(related.details[0]?.metaData);
    // The cluster's metadata always names its add-ons, and the project only when there is one.
    if (!facts || !('Addons' in facts))
      return unknown({ zh: '应答中没有集群的元数据', en: 'the metadata of the cluster is not in the answer' });
    const { AuditProjectName: project } = facts;
    return typeof project === 'string' && project !== '' ? pass() : fail('off', { id, name });
  },
});
