import { defineSubscriptionChecker } from '../../../lib/define';
import { renewalOf } from '../../bss/renewals';
import { vpnGateways } from '../collectors/vpn-gateways';
import { vpnRenewals } from '../collectors/vpn-renewals';

export const vpnExpiring = defineSubscriptionChecker({
  id: 'vpc-vpn-expiring',
  asset: vpnGateways,
  title: { zh: 'VPN 网关即将到期', en: 'VPN gateway expires soon' },
  why: {
    zh: '到期后 IPsec 与 SSL 连接全部中断，释放后公网 IP 无法保留。',
    en: 'When it expires all IPsec and SSL connections end; once released its public IP is lost.',
  },
  remedy: { zh: '为 VPN 网关续费，或设置自动续费。', en: 'Renew the VPN gateway, or have it renewed automatically.' },
  docs: 'https://help.aliyun.com/zh/vpc/developer-reference/api-vpc-2016-04-28-describevpngateways',
  related: { renewal: vpnRenewals },
  optional: ['renewal'],
  chargeType: (gateway) => gateway.chargeType,
  expiresAt: (gateway) => gateway.endTime,
  renewal: (_, { renewal }) => renewalOf(renewal),
  startedAt: (gateway) => gateway.createTime,
  messages: {
    soon: {
      zh: 'VPN 网关 {{id}} 将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'VPN gateway {{id}} expires in {{value}} days ({{expiresAt}})',
    },
    expired: { zh: 'VPN 网关 {{id}} 已于 {{expiresAt}} 到期', en: 'VPN gateway {{id}} expired at {{expiresAt}}' },
  },
});
