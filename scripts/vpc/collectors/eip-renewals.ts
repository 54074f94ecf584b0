import { defineRenewals } from '../../bss/renewals';
import { eips } from './eips';

export const eipRenewals = defineRenewals({
  id: 'vpc-eip-renewals',
  to: eips,
  title: { zh: '弹性公网 IP 的续费方式', en: 'Renewal of elastic IP addresses' },
  subscribed: ({ chargeType }) => chargeType === 'PrePaid',
});
