import { defineCollector, number, rpc, single } from '../../../lib/define';
import { OF_INSTANCE } from '../asked';
import { ddoscoo } from '../product';

/** What an instance may have. */
export const specs = defineCollector({
  id: 'ddoscoo-specs',
  product: ddoscoo,
  title: { zh: 'DDoS 高防实例的规格', en: 'Specifications of Anti-DDoS instances' },
  scope: 'global',
  call: rpc('DescribeInstanceSpecs', {}, { regionParam: false }),
  paging: single(),
  items: 'InstanceSpecs',
  assetId: 'InstanceId',
  fields: { domainLimit: number('DomainLimit'), portLimit: number('PortLimit') },
  belongs: OF_INSTANCE,
});
