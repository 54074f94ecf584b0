import { defineCollector, list, oneOf, rpc, single, text } from '../../../lib/define';
import { OF_INSTANCE } from '../asked';
import { ddoscoo } from '../product';

/** The addresses of an instance; states are those of the API's page. */
export const details = defineCollector({
  id: 'ddoscoo-details',
  product: ddoscoo,
  title: { zh: 'DDoS 高防实例的 IP', en: 'Addresses of Anti-DDoS instances' },
  scope: 'global',
  call: rpc('DescribeInstanceDetails', {}, { regionParam: false }),
  paging: single(),
  items: 'InstanceDetails',
  assetId: 'InstanceId',
  fields: {
    eipInfos: list('EipInfos[]', {
      eip: text('Eip'),
      status: oneOf('Status', ['normal', 'expired', 'defense', 'blackhole', 'punished']),
    }),
  },
  belongs: OF_INSTANCE,
});
