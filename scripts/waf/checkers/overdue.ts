import { defineChecker, NO_FIX } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { without } from '../owned';

/**
 * 1 is a debt, says the official metadata of the API; releases of official SDKs say the opposite, as was true of WAF 2.0, or nothing.
 * Of a subscription the answer may not tell, as it has no debt of its own.
 */
export const wafOverdue = defineChecker({
  id: 'waf-overdue',
  asset: instances,
  title: { zh: 'WAF 实例欠费', en: 'WAF instance has an overdue payment' },
  why: {
    zh: '按量付费的 WAF 欠费后停止防护，继续欠费会被释放，CNAME 接入的网站将无法访问。',
    en: 'A pay-as-you-go WAF that is not paid for stops to protect and is released later: sites whose names point at it are down.',
  },
  remedy: { zh: '结清欠费。', en: 'Settle what is overdue.' },
  noFix: NO_FIX.locked,
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/waf/web-application-firewall-3-0/developer-reference/api-waf-openapi-2021-10-01-describeinstance',
  because: [{ checker: 'account-overdue' }],
  params: {},
  messages: {
    overdue: { zh: 'WAF 实例 {{instanceId}} 已欠费', en: 'WAF instance {{instanceId}} has an overdue payment' },
  },
  check(instance, { pass, fail, skip, unknown }) {
    const why = without(instance);
    if (why) return skip(why);
    if (instance.status === undefined) return unknown({ zh: '应答中没有状态', en: 'its state is not in the answer' });
    switch (instance.inDebt) {
      case '0':
        return pass();
      case '1':
        return fail('overdue', { instanceId: instance.instanceId ?? '' });
      case undefined:
        if (instance.payType === 'PREPAY')
          return skip({ zh: '包年包月', en: 'a subscription, which is paid for beforehand' });
        return unknown({ zh: '应答中没有欠费状态', en: 'the answer does not tell whether it is paid for' });
    }
  },
});
