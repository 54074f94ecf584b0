import { defineRenewals } from '../../bss/renewals';
import { instances } from './instances';

/**
 * The product's own API does not say how its subscriptions are renewed. Billing may know them by another id, of the commodity
 * (`spInstanceId` of OnsInstanceBaseInfo): not confirmed. Where it does, how one renews is not known until its last days.
 */
export const renewals = defineRenewals({
  id: 'ons-renewals',
  to: instances,
  title: { zh: 'RocketMQ 4.x 实例的续费方式', en: 'Renewal of RocketMQ 4.x instances' },
  // One whose edition is not known may be a subscription.
  subscribed: ({ instanceType }) => instanceType !== 1,
});
