import { defineCollector, instant, marker, rpc, text } from '../../../lib/define';
import { ims } from '../product';

export const groups = defineCollector({
  id: 'ram-groups',
  product: ims,
  title: { zh: 'RAM 用户组', en: 'RAM user groups' },
  scope: 'global',
  call: rpc('ListGroups', {}, { regionParam: false }),
  paging: marker({ max: 100 }),
  items: 'Groups.Group',
  assetId: 'GroupName',
  assetName: 'DisplayName',
  fields: {
    groupId: text('GroupId'),
    createDate: instant('CreateDate'),
    comments: text('Comments'),
  },
  show: ['groupId', 'createDate', 'comments'],
  console: 'https://ram.console.aliyun.com/groups',
});
