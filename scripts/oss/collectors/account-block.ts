import { defineCollector, flag, oss as get, single } from '../../../lib/define';
import { oss } from '../product';
import { buckets } from './buckets';

/** Whether public access is blocked for all buckets of the account, whatever they say themselves. */
export const accountBlock = defineCollector({
  id: 'oss-account-block',
  product: oss,
  title: { zh: '账号级阻止公共访问', en: 'Public access block of the account' },
  scope: 'global',
  call: get('GetPublicAccessBlock', '/?publicAccessBlock'),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: { blockPublicAccess: flag('BlockPublicAccess') },
  belongs: { to: buckets },
});
