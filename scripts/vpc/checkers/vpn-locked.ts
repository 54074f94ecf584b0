import { defineChecker, NO_FIX } from '../../../lib/define';
import { vpnGateways } from '../collectors/vpn-gateways';

export const vpnLocked = defineChecker({
  id: 'vpc-vpn-locked',
  asset: vpnGateways,
  title: { zh: 'VPN 网关被锁定', en: 'VPN gateway is locked' },
  why: {
    zh: '欠费锁定的 VPN 网关上，云上与本地之间的隧道全部不通。',
    en: 'On a gateway locked for overdue payment, no tunnel between cloud and premises works.',
  },
  remedy: { zh: '结清欠费后网关自动恢复。', en: 'Pay what is overdue; the gateway then recovers by itself.' },
  noFix: NO_FIX.locked,
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/vpc/developer-reference/api-vpc-2016-04-28-describevpngateways',
  because: [
    { checker: 'vpc-vpn-expiring', message: 'expired', where: { businessStatus: 'FinancialLocked' } },
    { checker: 'account-overdue', where: { businessStatus: 'FinancialLocked' } },
  ],
  params: {},
  messages: {
    locked: {
      zh: 'VPN 网关 {{id}} 的付费状态为 {{businessStatus}}',
      en: 'The payment status of VPN gateway {{id}} is {{businessStatus}}',
    },
  },
  check(gateway, { pass, fail, unknown }) {
    const { businessStatus } = gateway;
    if (businessStatus === undefined)
      return unknown({ zh: '应答中没有付费状态', en: 'no payment status in the answer' });
    return businessStatus === 'Normal' ? pass() : fail('locked', { id: gateway.id, businessStatus });
  },
});
