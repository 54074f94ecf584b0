import { defineRenewals } from '../../bss/renewals';
import { natGateways } from './nat-gateways';

export const natRenewals = defineRenewals({
  id: 'vpc-nat-renewals',
  to: natGateways,
  title: { zh: 'NAT 网关的续费方式', en: 'Renewal of NAT gateways' },
  subscribed: ({ instanceChargeType }) => instanceChargeType === 'PrePaid',
});
