import { defineStatusChecker } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { KINDS } from '../states';

/** What failed to start again may be down; what failed to grow, to be made or to be released is what it was before: a judgement. */
export const statusAbnormal = defineStatusChecker({
  id: 'mse-status-abnormal',
  asset: clusters,
  subject: { zh: '注册配置中心 {{id}}', en: 'registry {{id}}' },
  title: { zh: '注册配置中心状态异常', en: 'Registry is in a bad state' },
  why: {
    zh: '注册配置中心重启失败时，应用无法注册与发现服务，也收不到配置变更。',
    en: 'While a registry fails to start, applications can neither register nor find services, and hear of no change of configuration.',
  },
  remedy: {
    zh: '在控制台查看实例状态，重试失败的操作；仍不恢复时提交工单。',
    en: 'Look at the instance in the console, repeat what failed, and open a ticket when it does not come back.',
  },
  docs: 'https://help.aliyun.com/zh/mse/developer-reference/api-mse-2019-05-31-listclusters',
  because: [{ checker: 'mse-expiring', message: 'expired' }, 'account-overdue'],
  state: (cluster) => cluster.initStatus,
  kinds: KINDS,
  createdAt: (cluster) => cluster.createTime,
});
