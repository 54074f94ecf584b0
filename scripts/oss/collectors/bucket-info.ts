import { defineCollector, flag, oneOf, oss as get, single } from '../../../lib/define';
import { oss } from '../product';
import { buckets } from './buckets';

/** The access lists are those of the documentation. */
export const bucketInfo = defineCollector({
  id: 'oss-bucket-info',
  product: oss,
  title: { zh: '存储空间的访问设置', en: 'Access settings of a bucket' },
  scope: 'global',
  call: get('GetBucketInfo', '/{Bucket}/?bucketInfo'),
  paging: single(),
  items: '',
  assetId: 'Bucket.Name',
  fields: {
    grant: oneOf('Bucket.AccessControlList.Grant', ['private', 'public-read', 'public-read-write']),
    blockPublicAccess: flag('Bucket.BlockPublicAccess'),
  },
  belongs: { to: buckets, ask: { param: 'Bucket', encode: 'comma', max: 1 } },
});
