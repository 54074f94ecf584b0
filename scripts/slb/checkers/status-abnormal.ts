import { defineChecker, NO_FIX } from '../../../lib/define';
import { loadBalancers } from '../collectors/load-balancers';

export const statusAbnormal = defineChecker({
  id: 'slb-status-abnormal',
  asset: loadBalancers,
  title: { zh: 'CLB 实例已停用或被锁定', en: 'CLB instance is switched off or locked' },
  why: {
    zh: '停用或锁定的 CLB 不转发任何流量。',
    en: 'A load balancer that is inactive or locked forwards no traffic at all.',
  },
  remedy: {
    zh: '被锁定时结清欠费或处置安全问题；停用的实例请启用或释放。',
    en: 'If locked, pay the bill or clear the security issue; if inactive, start it or release it.',
  },
  noFix: NO_FIX.locked,
  severity: 'critical',
  severities: ['warning'],
  category: 'availability',
  because: [{ checker: 'slb-expiring', message: 'expired' }, 'account-overdue'],
  docs: 'https://help.aliyun.com/zh/slb/classic-load-balancer/developer-reference/api-slb-2014-05-15-describeloadbalancers',
  params: {},
  messages: {
    locked: { zh: 'CLB {{id}} 被锁定', en: 'CLB {{id}} is locked' },
    inactive: { zh: 'CLB {{id}} 已停用', en: 'CLB {{id}} is inactive' },
  },
  check(lb, { pass, fail }) {
    const { id, loadBalancerStatus: status } = lb;
    switch (status) {
      case 'active':
        return pass();
      case 'locked':
        return fail('locked', { id });
      case 'inactive':
        return fail('inactive', { id }, 'warning');
    }
  },
});
