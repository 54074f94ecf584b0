import { defineSubscriptionChecker } from '../../../lib/define';
import { renewalOf } from '../../bss/renewals';
import { eips } from '../collectors/eips';
import { eipRenewals } from '../collectors/eip-renewals';

export const eipExpiring = defineSubscriptionChecker({
  id: 'vpc-eip-expiring',
  asset: eips,
  title: { zh: '弹性公网 IP 即将到期', en: 'Elastic IP address expires soon' },
  why: {
    zh: '到期后地址停止转发，逾期释放后可能再也申请不到同一个 IP。',
    en: 'An expired address stops forwarding; once released, the same IP may never be had again.',
  },
  remedy: {
    zh: '续费该地址；不再使用则先迁移 DNS 与白名单。',
    en: 'Renew the address, or first move DNS records and whitelists.',
  },
  docs: 'https://help.aliyun.com/zh/eip/developer-reference/api-vpc-2016-04-28-describeeipaddresses-eips',
  related: { renewal: eipRenewals },
  optional: ['renewal'],
  chargeType: (eip) => eip.chargeType,
  expiresAt: (eip) => eip.expiredTime,
  renewal: (_, { renewal }) => renewalOf(renewal),
  startedAt: (eip) => eip.allocationTime,
  messages: {
    soon: {
      zh: '弹性公网 IP {{id}} 将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'Elastic IP address {{id}} expires in {{value}} days ({{expiresAt}})',
    },
    expired: {
      zh: '弹性公网 IP {{id}} 已于 {{expiresAt}} 到期',
      en: 'Elastic IP address {{id}} expired at {{expiresAt}}',
    },
  },
});
