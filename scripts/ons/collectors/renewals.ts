import { defineCollector, unlessUnread } from '../../../lib/define';
import { renewalFacts, renewalIds } from '../../bss/renewal';
import { instances } from './instances';

/** The product's own API does not tell how its subscriptions are renewed. */
export const renewals = defineCollector({
  ...renewalFacts,
  id: 'ons-renewals',
  belongs: {
    to: instances,
    by: 'InstanceID',
    ask: {
      ...renewalIds,
      // One whose edition is not told may be a subscription.
      when: (instance) =>
        unlessUnread(
          () => instance.instanceType !== 1,
          () => true,
        ),
    },
  },
});
