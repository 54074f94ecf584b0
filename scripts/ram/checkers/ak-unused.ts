import { defineChecker } from '../../../lib/define';
import { accounts } from '../collectors/accounts';
import { securityReport } from '../collectors/security-report';

/**
 * How many users have such keys, as the account's own security report counts them: one call, where asking each key when it was
 * last used takes one to each. Which keys they are, the RAM console shows.
 */
export const akUnused = defineChecker({
  id: 'ram-ak-unused',
  asset: accounts,
  title: { zh: '有 RAM 用户的 AccessKey 长期未使用', en: 'RAM users have access keys that nobody uses' },
  why: {
    zh: '闲置的 AccessKey 泄露后无人察觉。',
    en: 'When a key that nobody uses is stolen, nobody notices.',
  },
  remedy: {
    zh: '在 RAM 控制台按最近使用时间找出闲置的 AccessKey，先禁用再删除。',
    en: 'Find them by their last use in the RAM console; disable them first, then delete them.',
  },
  noFix: {
    zh: '安全报告只给出数量，不说是哪些密钥。',
    en: 'The report tells how many they are, and not which.',
  },
  severity: 'info',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/ram/developer-reference/api-ims-2019-08-15-getaccountsecuritypracticereport',
  params: {},
  related: { report: securityReport },
  messages: {
    unused: {
      zh: '账号 {{id}} 有 {{value}} 个 RAM 用户的 AccessKey 长期未使用',
      en: '{{value}} RAM users of account {{id}} have access keys that nobody uses',
    },
  },
  check({ id }, { related, pass, fail, unknown }) {
    const value = related.report[0]?.subUserWithUnusedAccessKey;
    if (value === undefined)
      return unknown({ zh: '安全报告中没有闲置的 AccessKey', en: 'the report does not tell of keys that nobody uses' });
    return value > 0 ? fail('unused', { id, value }) : pass();
  },
});
