import { defineCollector, unlessUnread } from '../../../lib/define';
import { renewalFacts, renewalIds } from '../../bss/renewal';
import { instances } from './instances';

/** The product's own API does not tell how its subscriptions are renewed. */
export const renewals = defineCollector({
  ...renewalFacts,
  id: 'rocketmq-renewals',
  belongs: {
    to: instances,
    by: 'InstanceID',
    ask: {
      ...renewalIds,
      // One whose way to pay is not told may be a subscription.
      when: (instance) =>
        unlessUnread(
          () => instance.paymentType !== 'PayAsYouGo',
          () => true,
        ),
    },
  },
});
