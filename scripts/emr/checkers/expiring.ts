import { defineExpiryChecker } from '../../../lib/define';
import { renewedBy } from '../../bss/renewals';
import { clusters } from '../collectors/clusters';
import { renewals } from '../collectors/renewals';
import { released } from '../states';

export const emrExpiring = defineExpiryChecker({
  id: 'emr-expiring',
  asset: clusters,
  subject: { zh: 'EMR 集群 {{id}}（{{name}}）', en: 'EMR cluster {{id}} ({{name}})' },
  title: { zh: 'EMR 集群即将到期', en: 'EMR cluster is about to expire' },
  why: {
    zh: '到期后 EMR 集群的节点停机，作业中断；逾期未续费则节点与本地数据一起释放。',
    en: 'After that day its nodes are stopped and jobs break off; they are released later together with the data on them.',
  },
  remedy: {
    zh: '为 EMR 集群的节点续费或开启自动续费；数据先备份到 OSS。',
    en: 'Renew the nodes of the EMR cluster or switch their auto-renewal on; copy data to OSS first.',
  },
  docs: 'https://help.aliyun.com/zh/emr/emr-on-ecs/developer-reference/api-emr-2021-03-20-listclusters',
  chargeType: (cluster) => cluster.paymentType,
  expiresAt: (cluster) => cluster.expireTime,
  startedAt: (cluster) => cluster.createTime,
  ...renewedBy(renewals),
  skip: released,
});
