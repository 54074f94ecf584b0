import { defineCollector, flag, oneOf, oss as get, single, text } from '../../../lib/define';
import { oss } from '../product';
import { buckets } from './buckets';

/** All values are those of the documentation. */
export const bucketInfo = defineCollector({
  id: 'oss-bucket-info',
  product: oss,
  title: { zh: '存储空间的设置', en: 'Settings of a bucket' },
  scope: 'global',
  call: get('GetBucketInfo', '/{Bucket}/?bucketInfo'),
  paging: single(),
  items: '',
  assetId: 'Bucket.Name',
  fields: {
    grant: oneOf('Bucket.AccessControlList.Grant', ['private', 'public-read', 'public-read-write']),
    blockPublicAccess: flag('Bucket.BlockPublicAccess'),
    /** Absent: it has never been switched on, says PutBucketVersioning. */
    versioning: oneOf('Bucket.Versioning', ['Enabled', 'Suspended']),
    /** `None`: objects are encrypted where their upload asks for it. */
    sSEAlgorithm: oneOf('Bucket.ServerSideEncryptionRule.SSEAlgorithm', ['None', 'AES256', 'KMS', 'SM4']),
    /** Absent: no log. */
    logBucket: text('Bucket.BucketPolicy.LogBucket'),
  },
  belongs: { to: buckets, ask: { param: 'Bucket', encode: 'comma', max: 1 } },
});
