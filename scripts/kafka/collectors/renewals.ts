import { defineRenewals } from '../../bss/renewals';
import { instances } from './instances';

export const renewals = defineRenewals({
  id: 'kafka-renewals',
  to: instances,
  title: { zh: 'Kafka 实例的续费方式', en: 'Renewal of Kafka instances' },
  subscribed: ({ paidType }) => paidType !== '1' && paidType !== '3',
});
