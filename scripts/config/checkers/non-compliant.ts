import { defineImportChecker } from '../../../lib/define';
import { results } from '../collectors/results';
import { rules } from '../collectors/rules';
import { SAME } from '../same';
import { TOLD } from '../told';

export const nonCompliant = defineImportChecker({
  ...TOLD,
  id: 'config-non-compliant',
  asset: results,
  title: { zh: '配置审计：资源不合规', en: 'Cloud Config: asset does not comply' },
  why: {
    zh: '这是配置审计规则的评估结果：规则由账号管理员选定，不合规即与其要求不符。',
    en: 'A result of Cloud Config: somebody has chosen the rule for the account, and this asset does not follow it.',
  },
  remedy: {
    zh: '按规则说明修正资源配置；确属例外的，在配置审计中忽略该资源，或在参数 without 中填写该规则。',
    en: 'Change the asset as the rule asks. Ignore the asset in Cloud Config, or name the rule in "without", where it is meant to be so.',
  },
  related: { rules },
  same: SAME,
  rule: (result, related) => TOLD.rule(result, related.rules),
  message: {
    zh: '配置审计：{{type}} {{id}}（{{name}}，{{region}}）不符合规则“{{title}}”（{{rule}}）',
    en: 'Cloud Config: {{type}} {{id}} ({{name}}, {{region}}) does not comply with the rule "{{title}}" ({{rule}})',
  },
});
