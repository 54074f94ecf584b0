import { defineCollector, number, rpc, single } from '../../../lib/define';
import { OF_INSTANCE } from '../asked';
import { ddoscoo } from '../product';

/** What an instance has. */
export const statistics = defineCollector({
  id: 'ddoscoo-statistics',
  product: ddoscoo,
  title: { zh: 'DDoS 高防实例的用量', en: 'Use of Anti-DDoS instances' },
  scope: 'global',
  call: rpc('DescribeInstanceStatistics', {}, { regionParam: false }),
  paging: single(),
  items: 'InstanceStatistics',
  assetId: 'InstanceId',
  fields: { domainUsage: number('DomainUsage'), portUsage: number('PortUsage') },
  belongs: OF_INSTANCE,
});
