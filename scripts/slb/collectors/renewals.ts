import { defineRenewals } from '../../bss/renewals';
import { loadBalancers } from './load-balancers';

export const renewals = defineRenewals({
  id: 'slb-renewals',
  to: loadBalancers,
  title: { zh: 'CLB 的续费方式', en: 'Renewal of classic load balancers' },
  subscribed: ({ payType }) => payType === 'PrePay',
});
