import { defineCollector, instant, must, rpc, single, text } from '../../../lib/define';
import { ims } from '../product';
import { users } from './users';

/** Ids and ages: the API never answers a secret. */
export const accessKeys = defineCollector({
  id: 'ram-access-keys',
  product: ims,
  title: { zh: '用户的 AccessKey', en: 'Access keys of a user' },
  scope: 'global',
  call: rpc('ListAccessKeys', {}, { regionParam: false }),
  paging: single(),
  items: 'AccessKeys.AccessKey',
  assetId: 'AccessKeyId',
  fields: {
    status: must(text('Status')),
    createDate: must(instant('CreateDate')),
  },
  belongs: { to: users, ask: { param: 'UserPrincipalName', encode: 'comma', max: 1 } },
});
