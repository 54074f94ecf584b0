import { defineChecker, NO_FIX } from '../../../lib/define';
import { bandwidthPackages } from '../collectors/bandwidth-packages';
import { unused } from '../unused';

export const packageLocked = defineChecker({
  id: 'cbn-package-locked',
  asset: bandwidthPackages,
  title: { zh: '云企业网带宽包被锁定', en: 'Bandwidth plan of CEN is locked' },
  why: {
    zh: '带宽包被锁定时，跨地域流量失去带宽。',
    en: 'While a plan is locked the traffic between its regions has no bandwidth.',
  },
  remedy: {
    zh: '结清欠费后自动恢复；因安全原因锁定的提交工单。',
    en: 'Settle what is overdue and it comes back; open a ticket when it is locked for security.',
  },
  noFix: NO_FIX.locked,
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/cen/developer-reference/api-cbn-2017-09-12-describecenbandwidthpackages',
  because: [
    { checker: 'cbn-package-expiring', message: 'expired', where: { businessStatus: 'FinancialLocked' } },
    { checker: 'account-overdue', where: { businessStatus: 'FinancialLocked' } },
  ],
  params: {},
  messages: {
    locked: {
      zh: '云企业网带宽包 {{id}}（{{name}}）的业务状态为 {{businessStatus}}',
      en: 'The business status of bandwidth plan {{id}} ({{name}}) is {{businessStatus}}',
    },
  },
  check(plan, { pass, fail, skip, unknown }) {
    const { id, name, status, businessStatus } = plan;
    if (businessStatus === undefined)
      return unknown({ zh: '应答中没有业务状态', en: 'no business status in the answer' });
    if (businessStatus === 'Normal') return pass();
    if (status === undefined) return unknown({ zh: '应答中没有状态', en: 'its state is not in the answer' });
    const why = unused(plan);
    return why ? skip(why) : fail('locked', { id, name, businessStatus });
  },
});
