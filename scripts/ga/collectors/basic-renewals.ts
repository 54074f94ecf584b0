import { defineRenewals } from '../../bss/renewals';
import { basicAccelerators } from './basic-accelerators';

export const basicRenewals = defineRenewals({
  id: 'ga-basic-renewals',
  to: basicAccelerators,
  title: { zh: '基础型全球加速实例的续费方式', en: 'Renewal of basic accelerators' },
  subscribed: ({ instanceChargeType }) => instanceChargeType !== 'POSTPAY',
});
