import { defineRenewals } from '../../bss/renewals';
import { vpnGateways } from './vpn-gateways';

export const vpnRenewals = defineRenewals({
  id: 'vpc-vpn-renewals',
  to: vpnGateways,
  title: { zh: 'VPN 网关的续费方式', en: 'Renewal of VPN gateways' },
  subscribed: ({ chargeType }) => chargeType === 'Prepay',
});
