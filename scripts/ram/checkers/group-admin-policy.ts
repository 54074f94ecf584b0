import { defineChecker } from '../../../lib/define';
import { policies } from '../admin';
import { groupPolicies } from '../collectors/group-policies';
import { groups } from '../collectors/groups';

export const groupAdminPolicy = defineChecker({
  id: 'ram-group-admin-policy',
  asset: groups,
  title: { zh: 'RAM 用户组拥有管理员权限', en: 'RAM user group makes administrators' },
  why: {
    zh: '加入该组即成为管理员，成员变动往往无人复核。',
    en: 'Whoever joins the group is an administrator, and who joins is seldom reviewed.',
  },
  remedy: {
    zh: '复核组内成员，把策略收窄到各自职责；只为极少数管理员保留该组。',
    en: 'Review its members and narrow its policies down; keep such a group for very few people.',
  },
  noFix: {
    zh: '组内成员需要哪些权限只有负责人知道；直接解除会影响全部成员。',
    en: 'Which permissions its members need only the owner knows; detaching it hits all of them at once.',
  },
  severity: 'warning',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/ram/user-guide/grant-permissions-to-a-ram-user-group',
  params: { policies },
  related: { policies: groupPolicies },
  messages: {
    admin: {
      zh: 'RAM 用户组 {{id}} 被授予管理员策略：{{policies}}',
      en: 'RAM user group {{id}} grants its members {{policies}}',
    },
  },
  check(group, { params, related, pass, fail }) {
    const held = related.policies.map((policy) => policy.id).filter((name) => params.policies.includes(name));
    return held.length > 0 ? fail('admin', { id: group.id, policies: held }) : pass();
  },
});
