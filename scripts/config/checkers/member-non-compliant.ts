import { defineImportChecker } from '../../../lib/define';
import { memberResults } from '../collectors/member-results';
import { memberRules } from '../collectors/member-rules';
import { SAME } from '../same';
import { TOLD } from '../told';

/** For the management account: its account groups tell of all members in one read. */
export const memberNonCompliant = defineImportChecker({
  ...TOLD,
  id: 'config-member-non-compliant',
  asset: memberResults,
  title: { zh: '配置审计：成员账号的资源不合规', en: 'Cloud Config: asset of a member does not comply' },
  why: {
    zh: '账号组的规则由管理账号选定，成员账号的这项资源不符合。',
    en: 'The management account asks this of all members of the account group, and an asset of a member does not follow.',
  },
  remedy: {
    zh: '请成员账号的负责人按规则修正；该规则不必导入的，填写到参数 without。',
    en: 'Ask the owner of the member to change it; a rule that need not be told belongs into "without".',
  },
  related: { rules: memberRules },
  same: SAME,
  rule: (result, related) => TOLD.rule(result, related.rules),
  // Without its owner nobody knows whether it is the account's own.
  holds: (result) => (result.resourceOwnerId === undefined ? undefined : TOLD.holds(result)),
  data: (result) => ({ ...TOLD.data(result), owner: result.resourceOwnerId ?? '' }),
  // A group may hold the management account, too.
  skip: ({ resourceOwnerId, account }) =>
    resourceOwnerId === account.id
      ? { zh: '由 config-non-compliant 报告', en: 'config-non-compliant tells of the account itself' }
      : undefined,
  message: {
    zh: '配置审计：成员账号 {{owner}} 的 {{type}} {{id}}（{{name}}，{{region}}）不符合规则“{{title}}”（{{rule}}）',
    en: 'Cloud Config: {{type}} {{id}} ({{name}}, {{region}}) of member {{owner}} does not comply with the rule "{{title}}" ({{rule}})',
  },
});
