import type { AssetOf, Reason } from '../../lib/define';
import type { loginProfile } from './collectors/login-profile';

/** A user for programs only has neither logins nor a second factor; one who cannot log in needs none. */
export function noConsole(login: AssetOf<typeof loginProfile> | undefined): Reason | undefined {
  if (!login) return { zh: '该用户不能登录控制台', en: 'the user cannot log in to the console' };
  if (login.status === 'Inactive')
    return { zh: '该用户的控制台登录已禁用', en: 'the console login of the user is switched off' };
  return login.passwordStatus === 'InitialExpired'
    ? { zh: '该用户的初始密码已过期，无法登录', en: 'its initial password has expired: nobody can log in with it' }
    : undefined;
}
