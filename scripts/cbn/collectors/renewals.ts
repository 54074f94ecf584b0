import { defineRenewals } from '../../bss/renewals';
import { bandwidthPackages } from './bandwidth-packages';

export const renewals = defineRenewals({
  id: 'cbn-renewals',
  to: bandwidthPackages,
  title: { zh: '云企业网带宽包的续费方式', en: 'Renewal of bandwidth plans of CEN' },
  subscribed: ({ bandwidthPackageChargeType: type }) => type !== 'POSTPAY',
});
