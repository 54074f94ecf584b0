import { defineRenewals } from '../../bss/renewals';
import { instances } from './instances';

export const renewals = defineRenewals({
  id: 'ddoscoo-renewals',
  to: instances,
  title: { zh: 'DDoS 高防实例的续费方式', en: 'Renewal of Anti-DDoS instances' },
  subscribed: () => true,
});
