import { defineRenewals } from '../../bss/renewals';
import { instances } from './instances';

export const renewals = defineRenewals({
  id: 'rocketmq-renewals',
  to: instances,
  title: { zh: 'RocketMQ 实例的续费方式', en: 'Renewal of RocketMQ instances' },
  subscribed: ({ paymentType }) => paymentType !== 'PayAsYouGo',
});
