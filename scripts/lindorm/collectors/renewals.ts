import { defineRenewals } from '../../bss/renewals';
import { instances } from './instances';

export const renewals = defineRenewals({
  id: 'lindorm-renewals',
  to: instances,
  title: { zh: 'Lindorm 实例的续费方式', en: 'Renewal of Lindorm instances' },
  subscribed: ({ payType }) => payType !== 'POSTPAY',
});
