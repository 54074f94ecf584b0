import { defineCollector, flag, instant, must, oneOf, rpc, single } from '../../../lib/define';
import { ims } from '../product';
import { users } from './users';

/**
 * Only a user who may log in to the console, or once might, has one. The older API does not tell whether the login is
 * switched off. Nobody documents which of the two codes says that there is none: neither can mean anything else. Values
 * are those of GetLoginProfile; older answers tell nothing of an initial password.
 */
export const loginProfile = defineCollector({
  id: 'ram-login-profile',
  product: ims,
  title: { zh: '控制台登录配置', en: 'Console login of a user' },
  scope: 'global',
  call: rpc('GetLoginProfile', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'LoginProfile.UserPrincipalName',
  fields: {
    status: must(oneOf('LoginProfile.Status', ['Active', 'Inactive'])),
    passwordStatus: oneOf('LoginProfile.PasswordStatus', ['NotInitial', 'InitialValid', 'InitialExpired']),
    mFABindRequired: flag('LoginProfile.MFABindRequired'),
    updateDate: instant('LoginProfile.UpdateDate'),
  },
  belongs: {
    to: users,
    ask: {
      param: 'UserPrincipalName',
      encode: 'comma',
      max: 1,
      none: ['EntityNotExist.User.LoginProfile', 'EntityNotExist.LoginProfile'],
    },
  },
});
