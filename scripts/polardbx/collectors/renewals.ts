import { defineRenewals } from '../../bss/renewals';
import { instances } from './instances';

export const renewals = defineRenewals({
  id: 'polardbx-renewals',
  to: instances,
  title: { zh: 'PolarDB-X 实例的续费方式', en: 'Renewal of PolarDB-X instances' },
  subscribed: ({ payType }) => payType !== 'Postpaid',
});
