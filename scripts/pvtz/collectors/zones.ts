import { defineCollector, flag, instant, number, oneOf, pageNumber, rpc, tagMap } from '../../../lib/define';
import { pvtz } from '../product';

/** Those that somebody has added: without a type the API lists none of the zones that cloud services keep for themselves. */
export const zones = defineCollector({
  id: 'pvtz-zones',
  product: pvtz,
  title: { zh: '内网域名', en: 'Private zones' },
  scope: 'global',
  call: rpc('DescribeZones', {}, { regionParam: false }),
  paging: pageNumber({ max: 100, total: 'TotalItems' }),
  items: 'Zones.Zone',
  assetId: 'ZoneId',
  assetName: 'ZoneName',
  fields: {
    recordCount: number('RecordCount'),
    proxyPattern: oneOf('ProxyPattern', ['ZONE', 'RECORD']),
    isPtr: flag('IsPtr'),
    createTimestamp: instant('CreateTimestamp'),
    tags: tagMap('ResourceTags.ResourceTag[]', 'Key', 'Value'),
  },
  show: ['recordCount', 'proxyPattern', 'isPtr', 'createTimestamp', 'tags'],
});
