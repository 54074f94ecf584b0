import { defineExpiryChecker } from '../../../lib/define';
import { renewedBy } from '../../bss/renewals';
import { instances } from '../collectors/instances';
import { renewals } from '../collectors/renewals';

export const cloudapiExpiring = defineExpiryChecker({
  id: 'cloudapi-expiring',
  asset: instances,
  subject: { zh: 'API 网关实例 {{id}}（{{name}}）', en: 'API Gateway instance {{id}} ({{name}})' },
  title: { zh: 'API 网关专享实例即将到期', en: 'API Gateway instance is about to expire' },
  why: {
    zh: '到期后该专享实例上的全部 API 不可用。',
    en: 'After that day none of the APIs on the dedicated instance answers.',
  },
  remedy: {
    zh: '为 API 网关实例续费，或先把 API 分组迁移到其他实例。',
    en: 'Renew the API Gateway instance, or move its groups of APIs to another one first.',
  },
  docs: 'https://help.aliyun.com/zh/api-gateway/traditional-api-gateway/developer-reference/api-cloudapi-2016-07-14-describeinstances',
  chargeType: ({ instanceChargeType }) => instanceChargeType,
  expiresAt: ({ expiredTime }) => expiredTime,
  startedAt: ({ createdTime }) => createdTime,
  ...renewedBy(renewals),
  skip: ({ instanceType }) =>
    instanceType?.endsWith('SHARED')
      ? { zh: '共享实例没有到期时间', en: 'a shared instance has no end of its own' }
      : undefined,
});
