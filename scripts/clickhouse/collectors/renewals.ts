import { defineRenewals } from '../../bss/renewals';
import { clusters } from './clusters';

export const renewals = defineRenewals({
  id: 'clickhouse-renewals',
  to: clusters,
  title: { zh: 'ClickHouse 集群的续费方式', en: 'Renewal of ClickHouse clusters' },
  subscribed: ({ payType }) => payType !== 'Postpaid',
});
