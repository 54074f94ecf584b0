import { defineCollector, instant, marker, must, oss as get, text } from '../../../lib/define';
import { oss } from '../product';

/** One list of the buckets of all regions. */
export const buckets = defineCollector({
  id: 'oss-buckets',
  product: oss,
  title: { zh: '存储空间', en: 'Buckets' },
  scope: 'global',
  call: get('ListBuckets', '/'),
  paging: marker({ max: 1000, size: 'max-keys', marker: 'marker', next: 'NextMarker' }),
  items: 'Buckets.Bucket',
  assetId: 'Name',
  fields: {
    location: must(text('Location')),
    storageClass: text('StorageClass'),
    creationDate: instant('CreationDate'),
    extranetEndpoint: text('ExtranetEndpoint'),
    intranetEndpoint: text('IntranetEndpoint'),
    resourceGroupId: text('ResourceGroupId'),
  },
  show: ['location', 'storageClass', 'creationDate', 'resourceGroupId'],
});
