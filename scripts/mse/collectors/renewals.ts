import { defineRenewals } from '../../bss/renewals';
import { clusters } from './clusters';

export const renewals = defineRenewals({
  id: 'mse-renewals',
  to: clusters,
  title: { zh: '注册配置中心的续费方式', en: 'Renewal of registries' },
  subscribed: ({ chargeType }) => chargeType === 'PREPAY' || chargeType === 'Subscription',
});
