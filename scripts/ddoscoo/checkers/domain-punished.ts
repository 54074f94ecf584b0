import { defineChecker, NO_FIX } from '../../../lib/define';
import { webRules } from '../collectors/web-rules';

export const domainPunished = defineChecker({
  id: 'ddoscoo-domain-punished',
  asset: webRules,
  title: { zh: 'DDoS 高防的网站受到处罚', en: 'Site behind Anti-DDoS is punished' },
  why: {
    zh: '未备案或内容违规的网站被停止转发，无法访问。',
    en: 'A site without an ICP filing, or against the rules, is not forwarded any more: it is down.',
  },
  remedy: {
    zh: '补办备案或整改内容后申请解除；不再使用的删除网站配置。',
    en: 'File it or mend its content and ask for its release; remove a site that is not used any more.',
  },
  noFix: NO_FIX.locked,
  severity: 'error',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/anti-ddos/anti-ddos-pro-and-premium/developer-reference/api-ddoscoo-2020-01-01-describewebrules',
  params: {},
  messages: {
    filing: { zh: '网站 {{id}} 因未备案受到处罚', en: 'Site {{id}} is punished: it has no ICP filing' },
    rules: { zh: '网站 {{id}} 因业务不合规受到处罚', en: 'Site {{id}} is punished: its business is against the rules' },
    untold: { zh: '网站 {{id}} 受到处罚', en: 'Site {{id}} is punished' },
  },
  check({ id, punishStatus, punishReason }, { pass, fail, unknown }) {
    if (punishStatus === undefined)
      return unknown({ zh: '应答中没有处罚状态', en: 'the answer does not tell whether it is punished' });
    if (!punishStatus) return pass();
    return fail(punishReason === 1 ? 'filing' : punishReason === 2 ? 'rules' : 'untold', { id });
  },
});
