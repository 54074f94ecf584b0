import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { released } from '../states';

const CHARGES = { PRE_PAID: 'PrePaid', POST_PAID: 'PostPaid' } as const;

export const rabbitmqExpiring = defineExpiryChecker({
  id: 'rabbitmq-expiring',
  asset: instances,
  subject: { zh: 'RabbitMQ 实例 {{id}}（{{name}}）', en: 'RabbitMQ instance {{id}} ({{name}})' },
  title: { zh: 'RabbitMQ 实例即将到期', en: 'RabbitMQ instance is about to expire' },
  why: {
    zh: '到期后 RabbitMQ 实例停止收发消息，逾期未续费会连同消息一起释放。',
    en: 'After that day the RabbitMQ instance carries no messages; unless it is renewed it is released with them.',
  },
  remedy: { zh: '为 RabbitMQ 实例续费或开启自动续费。', en: 'Renew the RabbitMQ instance, or let it renew itself.' },
  noFix: {
    zh: '续费方式请在消息队列控制台的续费管理中修改：其 API 没有单独修改自动续费的操作，费用中心登记的商品代码也未确认。',
    en: 'How it renews is changed under renewals in the console: the product has no confirmed action for it, nor is the code confirmed that billing knows it by.',
  },
  docs: 'https://help.aliyun.com/zh/rabbitmq/developer-reference/api-amqp-open-2019-12-12-listinstances',
  chargeType: ({ orderType }) => orderType && CHARGES[orderType],
  expiresAt: (instance) => instance.expireTime,
  startedAt: (instance) => instance.orderCreateTime,
  renewal: (instance) => renewalOf(instance.autoRenewInstance),
  skip: released,
});
