import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { instances } from '../collectors/instances';
import { renewals } from '../collectors/renewals';
import { released } from '../states';

export const kafkaExpiring = defineExpiryChecker({
  id: 'kafka-expiring',
  asset: instances,
  subject: { zh: 'Kafka 实例 {{id}}（{{name}}）', en: 'Kafka instance {{id}} ({{name}})' },
  title: { zh: 'Kafka 实例即将到期', en: 'Kafka subscription is about to expire' },
  why: {
    zh: '到期后 Kafka 实例停止收发消息，七天后释放，其中的消息无法找回。',
    en: 'After that day Kafka takes and gives no messages; a week later the instance is released with what it holds.',
  },
  remedy: { zh: '为 Kafka 实例续费或开启自动续费。', en: 'Renew the Kafka instance or switch on its auto-renewal.' },
  docs: 'https://help.aliyun.com/zh/apsaramq-for-kafka/cloud-message-queue-for-kafka/developer-reference/api-alikafka-2019-09-16-getinstancelist',
  chargeType: (instance) => instance.paidType,
  expiresAt: (instance) => instance.expiredTime,
  startedAt: (instance) => instance.createTime,
  related: { renewal: renewals },
  optional: ['renewal'],
  plan: renewing,
  // Billing may not know a Confluent instance, which is sold apart: then it is judged by its days. A judgement.
  renewal: ({ series }, { renewal: [own] }) =>
    renewalOf(own?.renewStatus) ?? (series === 'confluent' ? 'hand' : undefined),
  skip: released,
});
