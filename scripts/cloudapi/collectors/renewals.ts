import { defineRenewals } from '../../bss/renewals';
import { instances } from './instances';

export const renewals = defineRenewals({
  id: 'cloudapi-renewals',
  to: instances,
  title: { zh: 'API 网关实例的续费方式', en: 'Renewal of API Gateway instances' },
  subscribed: ({ expiredTime }) => expiredTime !== undefined,
});
