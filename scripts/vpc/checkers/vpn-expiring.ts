import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { vpnGateways } from '../collectors/vpn-gateways';
import { vpnRenewals } from '../collectors/vpn-renewals';

export const vpnExpiring = defineExpiryChecker({
  id: 'vpc-vpn-expiring',
  asset: vpnGateways,
  subject: { zh: 'VPN 网关 {{id}}', en: 'VPN gateway {{id}}' },
  title: { zh: 'VPN 网关即将到期', en: 'VPN gateway expires soon' },
  why: {
    zh: '到期后 IPsec 与 SSL 连接全部中断，释放后公网 IP 无法保留。',
    en: 'When it expires all IPsec and SSL connections end; once released its public IP is lost.',
  },
  remedy: { zh: '为 VPN 网关续费，或设置自动续费。', en: 'Renew the VPN gateway, or have it renewed automatically.' },
  docs: 'https://help.aliyun.com/zh/vpc/developer-reference/api-vpc-2016-04-28-describevpngateways',
  related: { renewal: vpnRenewals },
  optional: ['renewal'],
  plan: renewing,
  chargeType: (gateway) => gateway.chargeType,
  expiresAt: (gateway) => gateway.endTime,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
  startedAt: (gateway) => gateway.createTime,
});
