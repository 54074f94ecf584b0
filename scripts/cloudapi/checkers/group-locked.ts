import { defineChecker, NO_FIX } from '../../../lib/define';
import { groups } from '../collectors/groups';

/** Both words are NORMAL, or begin with LOCK; what else they may be is unknown. */
export const groupLocked = defineChecker({
  id: 'cloudapi-group-locked',
  asset: groups,
  title: { zh: 'API 分组被锁定', en: 'Group of APIs is locked' },
  why: {
    zh: '被锁定的分组下全部 API 拒绝调用：欠费，或域名与内容被判违规。',
    en: 'All APIs of a locked group refuse every call: the account is overdue, or something in it was found to be illegal.',
  },
  remedy: {
    zh: '欠费的先充值；违规锁定的按通知整改后申诉解锁。',
    en: 'Top up the account; where the content is the reason, mend it as the notice says and ask for it to be unlocked.',
  },
  noFix: NO_FIX.locked,
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/api-gateway/traditional-api-gateway/developer-reference/api-cloudapi-2016-07-14-describeapigroups',
  params: {},
  because: [
    { checker: 'cloudapi-expiring', message: 'expired', where: { reason: 'billing' } },
    { checker: 'account-overdue', where: { reason: 'billing' } },
  ],
  messages: {
    locked: {
      zh: 'API 分组 {{id}}（{{name}}）被锁定（{{reason}}：{{state}}）',
      en: 'Group of APIs {{id}} ({{name}}) is locked ({{reason}}: {{state}})',
    },
  },
  check({ id, name, billingStatus, illegalStatus }, { pass, fail, unknown }) {
    const states = { billing: billingStatus, illegal: illegalStatus };
    for (const [reason, state] of Object.entries(states)) {
      if (state?.startsWith('LOCK')) return fail('locked', { id, name, reason, state });
    }
    return billingStatus === 'NORMAL' && illegalStatus === 'NORMAL'
      ? pass()
      : unknown({ zh: '锁定状态缺失或未知', en: 'whether it is locked is not in the answer, or a word not known' });
  },
});
