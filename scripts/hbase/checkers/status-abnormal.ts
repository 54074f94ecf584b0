import { defineStatusChecker } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { KINDS } from '../states';

export const statusAbnormal = defineStatusChecker({
  id: 'hbase-status-abnormal',
  asset: clusters,
  subject: { zh: 'HBase 集群 {{id}}', en: 'HBase cluster {{id}}' },
  title: { zh: 'HBase 集群状态异常', en: 'HBase cluster is in a bad state' },
  why: {
    zh: '被锁定或异常的 HBase 集群不能读写，因到期或欠费锁定的还会连同表数据一起释放；变更失败的集群仍是原来的规格。',
    en: 'A cluster that is locked or broken is neither read nor written, and one locked for its expiry or a debt is released with its tables; one whose change failed is as small as before.',
  },
  remedy: {
    zh: '到期的续费，欠费的结清；其他异常与失败的变更在 HBase 控制台查看，必要时提交工单。',
    en: 'Renew what has expired and settle the account; look at other states and at changes that failed in the HBase console, and open a ticket if need be.',
  },
  docs: 'https://help.aliyun.com/zh/hbase/developer-reference/api-hbase-2019-01-01-describeinstances',
  because: [
    'lindorm-status-abnormal',
    { checker: 'hbase-expiring', message: 'expired', where: { status: 'LOCKED' } },
    { checker: 'account-overdue', where: { status: 'LOCKED' } },
  ],
  state: (cluster) => cluster.knownStatus,
  kinds: KINDS,
  createdAt: (cluster) => cluster.createdTimeUTC,
});
