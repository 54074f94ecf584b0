import { defineExpiryChecker } from '../../../lib/define';
import { renewedBy } from '../../bss/renewals';
import { clusters } from '../collectors/clusters';
import { renewals } from '../collectors/renewals';
import { released } from '../states';

export const mseExpiring = defineExpiryChecker({
  id: 'mse-expiring',
  asset: clusters,
  subject: { zh: '注册配置中心 {{id}}（{{name}}）', en: 'Registry {{id}} ({{name}})' },
  title: { zh: '注册配置中心即将到期', en: 'Registry is about to expire' },
  why: {
    zh: '到期后注册配置中心停止服务，应用无法发现彼此，也读不到配置；逾期未续费则连同配置一起释放。',
    en: 'After that day the registry stops: applications find neither each other nor their configuration, which is released with it later.',
  },
  remedy: {
    zh: '为注册配置中心续费或开启自动续费。',
    en: 'Renew the registry or switch its auto-renewal on.',
  },
  docs: 'https://help.aliyun.com/zh/mse/developer-reference/api-mse-2019-05-31-listclusters',
  chargeType: ({ chargeType }) => (chargeType === 'Pay-as-you-go' ? 'PayAsYouGo' : chargeType),
  expiresAt: (cluster) => cluster.endDate,
  startedAt: (cluster) => cluster.createTime,
  ...renewedBy(renewals),
  skip: released,
});
