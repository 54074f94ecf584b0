import { defineRenewals } from '../../bss/renewals';
import { instances } from './instances';

export const renewals = defineRenewals({
  id: 'gpdb-renewals',
  to: instances,
  title: { zh: 'AnalyticDB PostgreSQL 实例的续费方式', en: 'Renewal of AnalyticDB for PostgreSQL instances' },
  subscribed: ({ payType }) => payType !== 'Postpaid',
});
