import { defineCollector, oneOf, pageNumber, rpc, unlessUnread } from '../../../lib/define';
import { ecs } from '../product';
import { instances } from './instances';

/** The API refuses a batch that holds a pay-as-you-go instance. The states are those of the official model. */
export const autoRenewal = defineCollector({
  id: 'ecs-auto-renewal',
  product: ecs,
  title: { zh: '自动续费', en: 'Auto-renewal' },
  scope: 'region',
  call: rpc('DescribeInstanceAutoRenewAttribute'),
  paging: pageNumber({ max: 100 }),
  items: 'InstanceRenewAttributes.InstanceRenewAttribute',
  assetId: 'InstanceId',
  fields: {
    renewalStatus: oneOf('RenewalStatus', ['AutoRenewal', 'Normal', 'NotRenewal']),
  },
  belongs: {
    to: instances,
    by: 'InstanceId',
    ask: {
      param: 'InstanceId',
      encode: 'comma',
      max: 100,
      // One that cannot be told apart would cost the others their answer.
      when: (i) =>
        unlessUnread(
          () => i.instanceChargeType === 'PrePaid',
          () => false,
        ),
    },
  },
});
