import { defineChecker } from '../../../lib/define';
import { accounts } from '../collectors/accounts';
import { securityReport } from '../collectors/security-report';

export const rootAk = defineChecker({
  id: 'ram-root-ak',
  asset: accounts,
  title: { zh: '主账号存在 AccessKey', en: 'Root account has access keys' },
  why: {
    zh: '主账号的 AccessKey 拥有全部权限且无法限制，一旦泄露等于交出整个账号。',
    en: 'A key of the root account may do everything and cannot be restricted: whoever has it owns the account.',
  },
  remedy: {
    zh: '为程序改用 RAM 用户或角色的凭证，然后禁用并删除主账号的 AccessKey。',
    en: 'Move programs to RAM roles or users, then disable and delete the keys of the root account.',
  },
  noFix: {
    zh: '主账号的密钥只能由主账号删除，并且要先确认没有程序在用。',
    en: 'Only the root account can delete its keys, and only when no program uses them any more.',
  },
  severity: 'critical',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/ram/user-guide/create-an-accesskey-pair',
  params: {},
  related: { report: securityReport },
  messages: {
    keys: { zh: '主账号 {{id}} 有 {{value}} 个 AccessKey', en: 'The root account {{id}} has {{value}} access keys' },
  },
  check({ id }, { related, pass, fail, unknown }) {
    const keys = related.report[0]?.rootWithAccessKey;
    if (keys === undefined)
      return unknown({
        zh: '安全报告中没有主账号的 AccessKey 数',
        en: 'the report does not tell of keys of the root account',
      });
    return keys > 0 ? fail('keys', { id, value: keys }) : pass();
  },
});
