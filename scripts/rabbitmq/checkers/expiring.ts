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
  docs: 'https://help.aliyun.com/zh/rabbitmq/developer-reference/api-amqp-open-2019-12-12-listinstances',
  chargeType: ({ orderType }) => orderType && CHARGES[orderType],
  expiresAt: (instance) => instance.expireTime,
  startedAt: (instance) => instance.orderCreateTime,
  renewal: (instance) => renewalOf(instance.autoRenewInstance),
  skip: released,
});
