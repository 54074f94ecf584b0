import { defineExpiryChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { unbound } from '../unbound';

export const alidnsExpiring = defineExpiryChecker({
  id: 'alidns-expiring',
  asset: instances,
  subject: { zh: '云解析实例 {{id}}（{{name}}）', en: 'DNS instance {{id}} ({{name}})' },
  title: { zh: '云解析付费实例即将到期', en: 'Paid edition of DNS is about to expire' },
  why: {
    zh: '到期后域名降为免费版：DNS 防护、细分线路、低 TTL 与负载均衡等付费能力失效，解析结果可能改变。',
    en: 'After that day the name falls back to the free edition: without its DNS protection, lines, low TTL and balancing it may resolve otherwise.',
  },
  remedy: { zh: '为云解析实例续费或开启自动续费。', en: 'Renew the instance or switch its auto-renewal on.' },
  noFix: {
    zh: '续费方式请在费用中心的续费管理中修改：云解析的 API 没有修改自动续费的操作，费用中心登记的商品代码也未确认。',
    en: 'How it renews is changed under renewals in the billing console: the product has no confirmed action for it, nor is the code confirmed that billing knows it by.',
  },
  docs: 'https://help.aliyun.com/zh/dns/api-alidns-2015-01-09-describednsproductinstances',
  chargeType: ({ paymentType }) => paymentType,
  expiresAt: ({ endTimestamp }) => endTimestamp,
  startedAt: ({ startTimestamp }) => startTimestamp,
  renewal: ({ autoRenewal }) => (autoRenewal === undefined ? undefined : autoRenewal ? 'auto' : 'hand'),
  skip: unbound,
});
