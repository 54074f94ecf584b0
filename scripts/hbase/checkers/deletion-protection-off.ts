import { defineSwitchChecker } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { released } from '../states';

export const deletionProtectionOff = defineSwitchChecker({
  id: 'hbase-deletion-protection-off',
  asset: clusters,
  title: { zh: 'HBase 集群未开启删除保护', en: 'HBase cluster is not protected from deletion' },
  why: {
    zh: '按量付费的 HBase 集群误删后，表和备份一起消失，无法恢复。',
    en: 'A pay-as-you-go HBase cluster that is deleted by mistake takes its tables with it, and nothing brings them back.',
  },
  remedy: { zh: '在 HBase 控制台开启集群的删除保护。', en: 'Switch deletion protection on in the HBase console.' },
  noFix: {
    zh: 'HBase 的 API 没有修改删除保护的已确认操作，请在控制台中开启。',
    en: 'No action of the product is confirmed that switches deletion protection on: do it in the HBase console.',
  },
  severity: 'info',
  category: 'availability',
  what: { zh: '删除保护', en: 'deletion protection' },
  docs: 'https://help.aliyun.com/zh/hbase/developer-reference/api-hbase-2019-01-01-describeinstances',
  on: ({ isDeletionProtection }) => isDeletionProtection,
  // A subscription cannot be deleted before its end.
  skip: (cluster) =>
    cluster.payType === 'Prepaid'
      ? { zh: '包年包月集群不能直接删除', en: 'a subscription cannot be deleted' }
      : released(cluster),
  message: {
    zh: 'HBase 集群 {{id}}（{{name}}）未开启删除保护',
    en: 'HBase cluster {{id}} ({{name}}) is not protected from deletion',
  },
});
