import type { Reason } from '../../lib/define';

/** A user for programs only has neither logins nor a second factor. */
export const NO_CONSOLE: Reason = { zh: '该用户不能登录控制台', en: 'the user cannot log in to the console' };
