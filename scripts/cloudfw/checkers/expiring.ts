import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { instances } from '../collectors/instances';
import { renewals } from '../collectors/renewals';
import { PAY_AS_YOU_GO, without } from '../owned';

export const cloudfwExpiring = defineExpiryChecker({
  id: 'cloudfw-expiring',
  asset: instances,
  subject: { zh: '云防火墙 {{instanceId}}', en: 'Cloud Firewall {{instanceId}}' },
  data: ({ instanceId }) => ({ instanceId: instanceId ?? '' }),
  title: { zh: '云防火墙即将到期', en: 'Cloud Firewall is about to expire' },
  why: {
    zh: '到期后防护停止，随后访问控制策略和日志被清除，公网资产暴露。',
    en: 'After that day nothing is protected; later its policies and logs are removed, and public addresses stand open.',
  },
  remedy: { zh: '为云防火墙续费或开启自动续费。', en: 'Renew Cloud Firewall or switch its auto-renewal on.' },
  docs: 'https://help.aliyun.com/zh/cloud-firewall/cloudfirewall/developer-reference/api-cloudfw-2017-12-07-describeuserbuyversion',
  chargeType: ({ version }) => version && (version === PAY_AS_YOU_GO ? 'PayAsYouGo' : 'Subscription'),
  expiresAt: ({ expire }) => expire,
  startedAt: ({ startTime }) => startTime,
  related: { renewal: renewals },
  optional: ['renewal'],
  plan: renewing,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
  unclear: (firewall, unread) =>
    firewall.userStatus === false && unread.has('renewal') && !without(firewall)
      ? { zh: '未能读取账单，无法与试用区分', en: 'billing, which tells it from a trial, could not be read' }
      : undefined,
  // What is not in force and what billing does not know was a trial: nobody renews it.
  skip: (firewall, { renewal }) =>
    without(firewall) ??
    (firewall.userStatus === false && renewal.length === 0
      ? { zh: '试用已结束', en: 'a trial that is over' }
      : undefined),
});
