import { defineCollector, instant, marker, rpc, tagMap, text } from '../../../lib/define';
import { ims } from '../product';

/** Frozen users are left out by the API unless asked for: they can do nothing. */
export const users = defineCollector({
  id: 'ram-users',
  product: ims,
  title: { zh: 'RAM 用户', en: 'RAM users' },
  scope: 'global',
  call: rpc('ListUsers', {}, { regionParam: false }),
  paging: marker({ max: 1000 }),
  items: 'Users.User',
  assetId: 'UserPrincipalName',
  assetName: 'DisplayName',
  fields: {
    userId: text('UserId'),
    status: text('Status'),
    provisionType: text('ProvisionType'),
    createDate: instant('CreateDate'),
    lastLoginDate: instant('LastLoginDate'),
    comments: text('Comments'),
    tags: tagMap('Tags.Tag[]', 'TagKey', 'TagValue'),
  },
  show: ['userId', 'status', 'provisionType', 'createDate', 'lastLoginDate', 'comments', 'tags'],
});
