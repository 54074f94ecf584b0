import { defineChecker } from '../../../lib/define';
import { loginProfile } from '../collectors/login-profile';
import { mfaDevice } from '../collectors/mfa-device';
import { users } from '../collectors/users';
import { noConsole } from '../skips';

export const userNoMfa = defineChecker({
  id: 'ram-user-no-mfa',
  asset: users,
  title: { zh: 'RAM 控制台用户未启用多因素认证', en: 'RAM console user has no MFA device' },
  why: {
    zh: '只靠口令登录的用户容易因撞库或钓鱼失守，其权限随之被他人使用。',
    en: 'A user with nothing but a password falls to phishing and reused passwords, and so does all that it may do.',
  },
  remedy: {
    zh: '要求该用户绑定 MFA 设备，并在安全设置中强制所有 RAM 用户使用 MFA。',
    en: 'Have the user bind an MFA device, and require one of all RAM users in the security settings.',
  },
  noFix: {
    zh: 'MFA 设备只能由本人绑定。',
    en: 'Only the person can bind the device.',
  },
  severity: 'error',
  severities: ['warning'],
  category: 'security',
  docs: 'https://help.aliyun.com/zh/ram/user-guide/bind-an-mfa-device-to-a-ram-user',
  params: {},
  related: { login: loginProfile, mfa: mfaDevice },
  messages: {
    none: { zh: 'RAM 用户 {{id}} 可登录控制台但没有 MFA 设备', en: 'RAM user {{id}} may log in without an MFA device' },
    asked: {
      zh: 'RAM 用户 {{id}} 没有 MFA 设备，下次登录时须绑定',
      en: 'RAM user {{id}} has no MFA device; the next login asks for one',
    },
  },
  check(user, { related, pass, fail, skip, unknown }) {
    const why = noConsole(related.login[0]);
    if (why !== undefined) return skip(why);
    const [device] = related.mfa;
    // Until that login, whoever has the password binds a device of his own: less than an error, more than nothing. A judgement.
    if (!device && related.login[0]?.mFABindRequired) return fail('asked', { id: user.id }, 'warning');
    if (!device) return fail('none', { id: user.id });
    return (device.type ?? device.serialNumber) === undefined
      ? unknown({
          zh: '应答中没有 MFA 设备的种类和序列号',
          en: 'neither kind nor number of its MFA device is in the answer',
        })
      : pass();
  },
});
