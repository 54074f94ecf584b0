import { defineExpiryChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';

export const esExpiring = defineExpiryChecker({
  id: 'es-expiring',
  asset: instances,
  title: { zh: 'Elasticsearch 实例即将到期', en: 'Elasticsearch subscription is about to expire' },
  why: {
    zh: '到期后 Elasticsearch 实例被冻结，逾期释放后索引无法恢复。',
    en: 'After that day the Elasticsearch instance is frozen, then released, and its indexes cannot be brought back.',
  },
  remedy: {
    zh: '为 Elasticsearch 实例续费或开启自动续费。',
    en: 'Renew the Elasticsearch instance, or switch its auto-renewal on.',
  },
  docs: 'https://help.aliyun.com/zh/es/developer-reference/api-elasticsearch-2017-06-13-listinstance',
  chargeType: (instance) => instance.paymentType,
  expiresAt: (instance) => instance.endTime,
  messages: {
    soon: {
      zh: 'Elasticsearch 实例 {{id}}（{{name}}）将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'Elasticsearch instance {{id}} ({{name}}) expires in {{value}} days ({{expiresAt}})',
    },
    expired: {
      zh: 'Elasticsearch 实例 {{id}}（{{name}}）已于 {{expiresAt}} 到期',
      en: 'Elasticsearch instance {{id}} ({{name}}) expired at {{expiresAt}}',
    },
  },
});
