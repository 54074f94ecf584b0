import { defineChecker } from '../../../lib/define';
import { accounts } from '../collectors/accounts';
import { securityReport } from '../collectors/security-report';

export const rootMfaOff = defineChecker({
  id: 'ram-root-mfa-off',
  asset: accounts,
  title: { zh: '主账号未启用多因素认证', en: 'Root account has no multi-factor authentication' },
  why: {
    zh: '没有第二重验证时，一个泄露或被猜中的口令就能登录并控制整个账号。',
    en: 'Without a second factor, one password that leaks or is guessed gives the whole account away.',
  },
  remedy: {
    zh: '在账号安全设置中为主账号绑定虚拟 MFA 或安全密钥，并妥善保管恢复方式。',
    en: 'Bind a virtual MFA device or a security key to the root account, and keep a way to recover it.',
  },
  noFix: {
    zh: '只能由主账号本人在控制台绑定 MFA 设备。',
    en: 'Only the owner of the root account can bind the device, in the console.',
  },
  severity: 'critical',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/ram/user-guide/bind-an-mfa-device-to-an-alibaba-cloud-account',
  params: {},
  related: { report: securityReport },
  messages: {
    off: { zh: '主账号 {{id}} 未绑定 MFA 设备', en: 'The root account {{id}} has no MFA device' },
  },
  check({ id }, { related, pass, fail, unknown }) {
    const bound = related.report[0]?.bindMfa;
    if (bound === undefined)
      return unknown({
        zh: '安全报告中没有主账号的 MFA 状态',
        en: 'the report does not tell of MFA of the root account',
      });
    return bound ? pass() : fail('off', { id });
  },
});
