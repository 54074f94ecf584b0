import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { released } from '../states';

export const hbaseExpiring = defineExpiryChecker({
  id: 'hbase-expiring',
  asset: clusters,
  subject: { zh: 'HBase 集群 {{id}}（{{name}}）', en: 'HBase cluster {{id}} ({{name}})' },
  title: { zh: 'HBase 集群即将到期', en: 'HBase cluster is about to expire' },
  why: {
    zh: '到期后 HBase 集群停止服务，逾期未续费会连同表数据一起释放。',
    en: 'After that day the HBase cluster serves nobody; unless it is renewed it is released with its tables.',
  },
  remedy: {
    zh: '为 HBase 集群续费或开启自动续费；不再使用的先导出数据。',
    en: 'Renew the HBase cluster or let it renew itself; export the tables of one that nobody needs.',
  },
  noFix: {
    zh: '续费方式请在 HBase 控制台的续费管理中修改：其 API 没有修改自动续费的操作，费用中心登记的商品代码也未确认。',
    en: 'How it renews is changed under renewals in the console: the product has no confirmed action for it, nor is the code confirmed that billing knows it by.',
  },
  docs: 'https://help.aliyun.com/zh/hbase/developer-reference/api-hbase-2019-01-01-describeinstances',
  because: ['lindorm-expiring'],
  chargeType: ({ payType }) => payType,
  expiresAt: ({ expireTimeUTC }) => expireTimeUTC,
  startedAt: ({ createdTimeUTC }) => createdTimeUTC,
  renewal: ({ autoRenewal }) => renewalOf(autoRenewal),
  skip: released,
});
