import { defineCollector, instant, rpc, single } from '../../../lib/define';
import { ram, userName } from '../apis';
import { users } from './users';

/** Only a user who may log in to the console has one. */
export const loginProfile = defineCollector({
  id: 'ram-login-profile',
  product: ram,
  title: { zh: '控制台登录配置', en: 'Console login of a user' },
  scope: 'global',
  call: rpc('GetLoginProfile', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'LoginProfile.UserName',
  fields: {
    createDate: instant('LoginProfile.CreateDate'),
  },
  belongs: {
    to: users,
    key: userName,
    ask: { param: 'UserName', encode: 'comma', max: 1, none: ['EntityNotExist.User.LoginProfile'] },
  },
});
