import { defineRenewals } from '../../bss/renewals';
import { instances } from './instances';

export const renewals = defineRenewals({
  id: 'es-renewals',
  to: instances,
  title: { zh: 'Elasticsearch 实例的续费方式', en: 'Renewal of Elasticsearch instances' },
  subscribed: ({ paymentType }) => paymentType !== 'postpaid',
});
