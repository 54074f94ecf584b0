import { defineRenewals } from '../../bss/renewals';
import { commonBandwidthPackages } from './common-bandwidth-packages';

export const bandwidthPackageRenewals = defineRenewals({
  id: 'vpc-bandwidth-package-renewals',
  to: commonBandwidthPackages,
  title: { zh: '共享带宽的续费方式', en: 'Renewal of shared bandwidth' },
  subscribed: ({ instanceChargeType }) => instanceChargeType === 'PrePaid',
});
