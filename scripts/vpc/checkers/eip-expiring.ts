import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { eips } from '../collectors/eips';
import { eipRenewals } from '../collectors/eip-renewals';

export const eipExpiring = defineExpiryChecker({
  id: 'vpc-eip-expiring',
  asset: eips,
  subject: { zh: '弹性公网 IP {{id}}', en: 'Elastic IP address {{id}}' },
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
  plan: renewing,
  chargeType: (eip) => eip.chargeType,
  expiresAt: (eip) => eip.expiredTime,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
  startedAt: (eip) => eip.allocationTime,
});
