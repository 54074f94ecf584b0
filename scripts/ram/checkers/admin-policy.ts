import { defineChecker } from '../../../lib/define';
import { policies } from '../admin';
import { userPolicies } from '../collectors/user-policies';
import { users } from '../collectors/users';

export const adminPolicy = defineChecker({
  id: 'ram-admin-policy',
  asset: users,
  title: { zh: 'RAM 用户拥有管理员权限', en: 'RAM user is an administrator' },
  why: {
    zh: '拥有全部权限的用户一旦失守或误操作，后果与主账号相同。',
    en: 'What such a user does by mistake, or in the hands of another, is as bad as the root account itself.',
  },
  remedy: {
    zh: '按职责改授最小权限；确需管理员的，经由角色临时取得权限。',
    en: 'Grant what the job needs and no more; where an administrator is needed, let a role be assumed for a while.',
  },
  noFix: {
    zh: '需要哪些权限只有负责人知道；直接解除会使正在使用的人或程序失败。',
    en: 'Which permissions are needed only the owner knows; detaching it at once breaks whoever uses it.',
  },
  severity: 'error',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/ram/user-guide/grant-permissions-to-the-ram-user',
  params: { policies },
  related: { policies: userPolicies },
  messages: {
    admin: {
      zh: 'RAM 用户 {{id}} 被直接授予管理员策略：{{policies}}',
      en: 'RAM user {{id}} holds administrator policies: {{policies}}',
    },
  },
  check(user, { params, related, pass, fail }) {
    const held = related.policies.map((policy) => policy.id).filter((name) => params.policies.includes(name));
    return held.length > 0 ? fail('admin', { id: user.id, policies: held }) : pass();
  },
});
