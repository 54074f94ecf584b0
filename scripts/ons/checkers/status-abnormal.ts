import { defineChecker, NO_FIX } from '../../../lib/define';
import { instances } from '../collectors/instances';

export const statusAbnormal = defineChecker({
  id: 'ons-status-abnormal',
  asset: instances,
  title: { zh: 'RocketMQ 4.x 实例已欠费停服', en: 'RocketMQ 4.x instance does not serve: payment is overdue' },
  why: {
    zh: '欠费的实例拒绝收发消息，继续欠费会连同消息一起释放。',
    en: 'An overdue instance refuses to send and receive, and is released with its messages when nobody pays.',
  },
  remedy: {
    zh: '为账号结清欠费，实例随后恢复；不再使用则释放。',
    en: 'Settle the account and it comes back; release it when nobody needs it.',
  },
  noFix: NO_FIX.locked,
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/apsaramq-for-rocketmq/cloud-message-queue-rocketmq-4-x-series/developer-reference/api-ons-2019-02-14-onsinstanceinservicelist',
  because: ['account-overdue'],
  params: {},
  messages: {
    overdue: {
      zh: 'RocketMQ 4.x 实例 {{id}}（{{name}}）已欠费停服',
      en: 'RocketMQ 4.x instance {{id}} ({{name}}) does not serve: its payment is overdue',
    },
  },
  check({ id, name, instanceStatus }, { pass, fail, skip }) {
    switch (instanceStatus) {
      case 5:
      case 7:
        return pass();
      case 0:
        return skip({ zh: '实例正在部署', en: 'it is being deployed' });
      case 2:
        return fail('overdue', { id, name });
    }
  },
});
