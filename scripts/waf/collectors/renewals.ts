import { defineRenewals } from '../../bss/renewals';
import { instances } from './instances';

export const renewals = defineRenewals({
  id: 'waf-renewals',
  to: instances,
  title: { zh: 'WAF 实例的续费方式', en: 'Renewal of WAF instances' },
  subscribed: ({ payType }) => payType !== 'POSTPAY',
  key: ({ instanceId }) => instanceId,
});
