import { defineChecker, NO_FIX } from '../../../lib/define';
import { instances } from '../collectors/instances';

export const statusAbnormal = defineChecker({
  id: 'rocketmq-status-abnormal',
  asset: instances,
  title: { zh: 'RocketMQ 实例未在运行', en: 'RocketMQ instance is not running' },
  why: {
    zh: '停止的 RocketMQ 实例拒绝收发消息，依赖它的应用无法工作。',
    en: 'A stopped RocketMQ instance refuses to send and receive, and its applications cannot work.',
  },
  remedy: {
    zh: '检查是否到期或欠费，续费后实例恢复；不再使用则释放。',
    en: 'It may have expired, or a payment is overdue: settle that, or release it when nobody needs it.',
  },
  noFix: NO_FIX.state,
  severity: 'critical',
  category: 'availability',
  because: [{ checker: 'rocketmq-expiring', message: 'expired' }, 'account-overdue'],
  docs: 'https://help.aliyun.com/zh/apsaramq-for-rocketmq/cloud-message-queue-rocketmq-5-x-series/developer-reference/api-rocketmq-2022-08-01-listinstances',
  params: {},
  messages: {
    down: {
      zh: 'RocketMQ 实例 {{id}}（{{name}}）的状态为 {{status}}',
      en: 'The status of RocketMQ instance {{id}} ({{name}}) is {{status}}',
    },
  },
  check(instance, { pass, fail, skip }) {
    const { id, name, status } = instance;
    switch (status) {
      case 'RUNNING':
        return pass();
      case 'CREATING':
      case 'CHANGING':
      case 'RELEASED':
        return skip({ zh: `实例状态为 ${status}`, en: `the instance is ${status}` });
      case 'STOPPED':
        return fail('down', { id, name, status });
    }
  },
});
