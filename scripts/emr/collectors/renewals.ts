import { defineRenewals } from '../../bss/renewals';
import { clusters } from './clusters';

export const renewals = defineRenewals({
  id: 'emr-renewals',
  to: clusters,
  title: { zh: 'EMR 集群的续费方式', en: 'Renewal of EMR clusters' },
  subscribed: ({ paymentType }) => paymentType !== 'PayAsYouGo',
});
