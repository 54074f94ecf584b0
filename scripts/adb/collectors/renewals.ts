import { defineRenewals } from '../../bss/renewals';
import { clusters } from './clusters';

export const renewals = defineRenewals({
  id: 'adb-renewals',
  to: clusters,
  title: { zh: 'AnalyticDB MySQL 集群的续费方式', en: 'Renewal of AnalyticDB for MySQL clusters' },
  subscribed: ({ payType }) => payType !== 'Postpaid',
});
