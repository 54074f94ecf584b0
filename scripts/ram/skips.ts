import type { AssetOf, Reason } from '../../lib/define';
import type { loginProfile } from './collectors/login-profile';

/** A user for programs only has neither logins nor a second factor; one whose login is switched off needs none. */
export function noConsole(login: AssetOf<typeof loginProfile> | undefined): Reason | undefined {
  if (!login) return { zh: '该用户不能登录控制台', en: 'the user cannot log in to the console' };
  return login.status === 'Inactive'
    ? { zh: '该用户的控制台登录已禁用', en: 'the console login of the user is switched off' }
    : undefined;
}
