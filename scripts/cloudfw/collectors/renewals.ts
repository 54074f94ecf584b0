import { defineRenewals } from '../../bss/renewals';
import { PAY_AS_YOU_GO } from '../owned';
import { instances } from './instances';

export const renewals = defineRenewals({
  id: 'cloudfw-renewals',
  to: instances,
  title: { zh: '云防火墙的续费方式', en: 'Renewal of Cloud Firewall' },
  subscribed: ({ version, instanceStatus }) => version !== PAY_AS_YOU_GO && instanceStatus !== 'free',
  key: ({ instanceId }) => instanceId,
});
