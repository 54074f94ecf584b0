import { defineChecker, integerParam } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { accessKeys } from '../collectors/access-keys';
import { users } from '../collectors/users';

export const akAge = defineChecker({
  id: 'ram-ak-age',
  asset: users,
  title: { zh: 'RAM 用户的 AccessKey 长期未轮换', en: 'Access key of a RAM user is old' },
  why: {
    zh: '用得越久的 AccessKey 散落得越广，泄露后也越难察觉和更换。',
    en: 'The longer a key lives, the more places it is in, and the harder it is to notice a leak and replace it.',
  },
  remedy: {
    zh: '创建新的 AccessKey 并替换到程序中，确认无误后禁用并删除旧的；能用角色的改用角色。',
    en: 'Create a new key, put it into use, then disable and delete the old one; use roles where that is possible.',
  },
  noFix: {
    zh: '先要在使用它的程序里换上新密钥，否则停用旧密钥会使程序失败。',
    en: 'A new key has to be in the programs first: without it, they fail when the old one is disabled.',
  },
  severity: 'error',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/ram/user-guide/rotate-accesskey-pairs-of-ram-users',
  params: {
    days: integerParam({
      title: { zh: '最长使用天数', en: 'Longest age' },
      default: 90,
      min: 1,
      max: 3650,
      unit: 'd',
      help: { zh: '启用中的 AccessKey 超过此天数即报告', en: 'Reported when an active key is older than this' },
    }),
  },
  related: { keys: accessKeys },
  messages: {
    old: {
      zh: 'RAM 用户 {{id}} 有 AccessKey 超过 {{threshold}} 天未轮换：{{keys}}',
      en: 'RAM user {{id}} has access keys older than {{threshold}} days: {{keys}}',
    },
  },
  check(user, { params, now, related, pass, fail, skip }) {
    const active = related.keys.filter((key) => key.status === 'Active');
    if (active.length === 0) return skip({ zh: '没有启用中的 AccessKey', en: 'it has no active access key' });
    const ages = active
      .map((key) => ({ key: `${key.id.slice(0, 4)}…${key.id.slice(-4)}`, age: daysSince(key.createDate, now) }))
      .sort((a, b) => b.age - a.age);
    const data = { id: user.id, value: Math.floor(ages[0]?.age ?? 0), threshold: params.days, unit: 'd' };
    const old = ages.filter(({ age }) => age > params.days).map(({ key, age }) => `${key} (${Math.floor(age)} d)`);
    return old.length > 0 ? fail('old', { ...data, keys: old }) : pass(data);
  },
});
