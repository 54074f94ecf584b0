import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { instances } from '../collectors/instances';
import { renewals } from '../collectors/renewals';

const CHARGED = { 1: 'PayAsYouGo', 2: 'Subscription' } as const;

export const onsExpiring = defineExpiryChecker({
  id: 'ons-expiring',
  asset: instances,
  subject: { zh: 'RocketMQ 4.x 实例 {{id}}（{{name}}）', en: 'RocketMQ 4.x instance {{id}} ({{name}})' },
  title: { zh: 'RocketMQ 4.x 铂金版实例即将到期', en: 'RocketMQ 4.x platinum subscription is about to expire' },
  why: {
    zh: '到期后实例停止服务，逾期未续费会连同消息一起释放；4.x 不再新售，释放后无法重建。',
    en: 'After that day the instance stops; unless it is renewed it is released with its messages, and version 4 is no longer sold.',
  },
  remedy: {
    zh: '为实例续费或开启自动续费，并安排迁移到 5.x。',
    en: 'Renew the instance or let it renew itself, and plan the move to version 5.',
  },
  docs: 'https://help.aliyun.com/zh/apsaramq-for-rocketmq/cloud-message-queue-rocketmq-4-x-series/developer-reference/api-ons-2019-02-14-onsinstanceinservicelist',
  chargeType: ({ instanceType }) => instanceType && CHARGED[instanceType],
  expiresAt: (instance) => instance.releaseTime,
  startedAt: (instance) => instance.createTime,
  related: { renewal: renewals },
  optional: ['renewal'],
  plan: renewing,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
});
