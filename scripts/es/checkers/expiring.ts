import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { instances } from '../collectors/instances';
import { renewals } from '../collectors/renewals';

export const esExpiring = defineExpiryChecker({
  id: 'es-expiring',
  asset: instances,
  subject: { zh: 'Elasticsearch 实例 {{id}}（{{name}}）', en: 'Elasticsearch instance {{id}} ({{name}})' },
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
  startedAt: (instance) => instance.createdAt,
  related: { renewal: renewals },
  optional: ['renewal'],
  plan: renewing,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
});
