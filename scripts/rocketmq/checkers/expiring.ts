import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { instances } from '../collectors/instances';
import { renewals } from '../collectors/renewals';
import { released } from '../skips';

export const rocketmqExpiring = defineExpiryChecker({
  id: 'rocketmq-expiring',
  asset: instances,
  subject: { zh: 'RocketMQ 实例 {{id}}（{{name}}）', en: 'RocketMQ instance {{id}} ({{name}})' },
  title: { zh: 'RocketMQ 实例即将到期', en: 'RocketMQ subscription is about to expire' },
  why: {
    zh: '到期后 RocketMQ 实例停止服务，逾期未续费会连同消息一起释放。',
    en: 'After that day the RocketMQ instance stops; unless it is renewed it is released with its messages.',
  },
  remedy: { zh: '为 RocketMQ 实例续费或开启自动续费。', en: 'Renew the RocketMQ instance, or let it renew itself.' },
  docs: 'https://help.aliyun.com/zh/apsaramq-for-rocketmq/cloud-message-queue-rocketmq-5-x-series/developer-reference/api-rocketmq-2022-08-01-listinstances',
  chargeType: (instance) => instance.paymentType,
  expiresAt: (instance) => instance.expireTime,
  startedAt: (instance) => instance.createTime,
  related: { renewal: renewals },
  optional: ['renewal'],
  plan: renewing,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
  skip: released,
});
