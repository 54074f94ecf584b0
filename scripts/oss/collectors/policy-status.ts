import { defineCollector, flag, oss as get, single } from '../../../lib/define';
import { oss } from '../product';
import { buckets } from './buckets';

/** A bucket without a policy is answered as one that is not public. */
export const policyStatus = defineCollector({
  id: 'oss-policy-status',
  product: oss,
  title: { zh: '存储空间的授权策略', en: 'Policy of a bucket' },
  scope: 'global',
  call: get('GetBucketPolicyStatus', '/{Bucket}/?policyStatus'),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    isPublic: flag('IsPublic'),
  },
  belongs: { to: buckets, ask: { param: 'Bucket', encode: 'comma', max: 1 } },
});
