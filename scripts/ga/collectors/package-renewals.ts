import { defineRenewals } from '../../bss/renewals';
import { bandwidthPackages } from './bandwidth-packages';

export const packageRenewals = defineRenewals({
  id: 'ga-package-renewals',
  to: bandwidthPackages,
  title: { zh: '全球加速带宽包的续费方式', en: 'Renewal of bandwidth plans of Global Accelerator' },
  subscribed: ({ chargeType }) => chargeType !== 'POSTPAY',
});
