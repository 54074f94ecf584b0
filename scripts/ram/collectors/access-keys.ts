import { defineCollector, instant, must, oneOf, rpc, single } from '../../../lib/define';
import { ims } from '../product';
import { users } from './users';

/** Ids and ages: the API never answers a secret. States are those of ListAccessKeys. */
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
    status: must(oneOf('Status', ['Active', 'Inactive'])),
    createDate: must(instant('CreateDate')),
  },
  belongs: { to: users, ask: { param: 'UserPrincipalName', encode: 'comma', max: 1 } },
});
