import { defineChecker, integerParam } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { noConsole } from '../skips';
import { loginProfile } from '../collectors/login-profile';
import { users } from '../collectors/users';

export const userInactive = defineChecker({
  id: 'ram-user-inactive',
  asset: users,
  title: { zh: 'RAM 控制台用户长期未登录', en: 'RAM console user is inactive' },
  why: {
    zh: '没人使用的登录入口也没人留意：离职或转岗人员的口令可能仍然有效。',
    en: 'Nobody watches a login that nobody uses: the password of somebody who left may still work.',
  },
  remedy: {
    zh: '向使用者确认后关闭其控制台登录；离职人员的用户请直接删除。',
    en: 'Ask its owner, then turn off console login; delete the user of somebody who left.',
  },
  noFix: {
    zh: '离职还是休假，应答中看不出；删除控制台登录后原密码无法恢复。',
    en: 'No answer tells who has left and who is on leave, and a password that is taken away cannot be given back.',
  },
  severity: 'warning',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/ram/user-guide/manage-console-logon-settings-for-a-ram-user',
  params: {
    days: integerParam({
      title: { zh: '未登录天数', en: 'Days without a login' },
      default: 90,
      min: 1,
      max: 3650,
      unit: 'd',
      help: {
        zh: '未登录控制台超过此天数即报告，从未登录的自登录设置最近一次变更起算',
        en: 'Reported after more days than this without a login, or since the settings of its login last changed',
      },
    }),
  },
  related: { login: loginProfile },
  messages: {
    inactive: {
      zh: 'RAM 用户 {{id}} 已 {{value}} 天未登录控制台',
      en: 'RAM user {{id}} has not logged in to the console for {{value}} days',
    },
    never: {
      zh: 'RAM 用户 {{id}} 从未登录控制台，其登录设置最近一次变更在 {{value}} 天前',
      en: 'RAM user {{id}} never logged in to the console; the settings of its login last changed {{value}} days ago',
    },
  },
  check(user, { params, now, related, pass, fail, skip, unknown }) {
    const [login] = related.login;
    const why = noConsole(login);
    if (why !== undefined) return skip(why);
    const since = user.lastLoginDate ?? login?.updateDate;
    if (!since)
      return unknown({ zh: '应答中没有登录时间', en: 'neither a login nor when it was set up is in the answer' });
    const days = daysSince(since, now);
    const data = { id: user.id, value: Math.floor(days), threshold: params.days, unit: 'd' };
    if (days <= params.days) return pass(data);
    return fail(user.lastLoginDate ? 'inactive' : 'never', data);
  },
});
