import { defineStatusChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { KINDS } from '../states';

export const statusAbnormal = defineStatusChecker({
  id: 'rabbitmq-status-abnormal',
  asset: instances,
  subject: { zh: 'RabbitMQ 实例 {{id}}', en: 'RabbitMQ instance {{id}}' },
  title: { zh: 'RabbitMQ 实例未在运行', en: 'RabbitMQ instance is not serving' },
  why: {
    zh: '到期的 RabbitMQ 实例拒绝连接，依赖它的应用无法收发消息。',
    en: 'An expired RabbitMQ instance refuses connections, and its applications can neither send nor receive.',
  },
  remedy: {
    zh: '续费后 RabbitMQ 实例恢复；部署长时间不完成时提交工单。',
    en: 'Renew the RabbitMQ instance, and it comes back; open a ticket when a deployment does not end.',
  },
  docs: 'https://help.aliyun.com/zh/rabbitmq/developer-reference/api-amqp-open-2019-12-12-listinstances',
  because: [{ checker: 'rabbitmq-expiring', message: 'expired' }, 'account-overdue'],
  state: (instance) => instance.status,
  kinds: KINDS,
  createdAt: (instance) => instance.orderCreateTime,
});
