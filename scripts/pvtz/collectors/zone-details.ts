import { defineCollector, list, rpc, single, text } from '../../../lib/define';
import { pvtz } from '../product';
import { zones } from './zones';

/** Where a zone is seen. One call to each: the one list that has it is slow, says its page, which names this action instead. */
export const zoneDetails = defineCollector({
  id: 'pvtz-zone-details',
  product: pvtz,
  title: { zh: '内网域名的生效范围', en: 'Where private zones are seen' },
  scope: 'global',
  call: rpc('DescribeZoneInfo', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'ZoneId',
  fields: {
    bindVpcs: list('BindVpcs.Vpc[]', { vpcId: text('VpcId') }),
    bindEdgeDnsClusters: list('BindEdgeDnsClusters.EdgeDnsCluster[]', { clusterId: text('ClusterId') }),
  },
  belongs: { to: zones, ask: { param: 'ZoneId', encode: 'comma', max: 1 } },
});
