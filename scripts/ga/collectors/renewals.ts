import { defineRenewals } from '../../bss/renewals';
import { accelerators } from './accelerators';

export const renewals = defineRenewals({
  id: 'ga-renewals',
  to: accelerators,
  title: { zh: '全球加速实例的续费方式', en: 'Renewal of accelerators' },
  subscribed: ({ instanceChargeType }) => instanceChargeType !== 'POSTPAY',
});
