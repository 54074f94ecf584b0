import { defineChecker, NO_FIX } from '../../../lib/define';
import { loadBalancers } from '../collectors/load-balancers';

export const nlbLocked = defineChecker({
  id: 'nlb-locked',
  asset: loadBalancers,
  title: { zh: 'NLB 实例被锁定、停用或创建失败', en: 'NLB is locked, inactive or was not created' },
  why: {
    zh: '因欠费或安全原因被锁定、被停用或创建失败的 NLB 实例不转发流量。',
    en: 'A NLB that is locked for overdue payment or security, switched off or not created forwards no traffic.',
  },
  remedy: {
    zh: '在 NLB 控制台查看锁定原因：欠费的结清账单，安全锁定的先消除风险；停用的重新启用或释放，创建失败的删除后重建。',
    en: 'Look up the reason in the NLB console; settle the bill, or remove what the security lock is for. An inactive NLB is enabled again or released; what failed to be created is deleted.',
  },
  noFix: NO_FIX.locked,
  severity: 'critical',
  severities: ['warning'],
  category: 'availability',
  because: [{ checker: 'account-overdue', where: { businessStatus: 'Abnormal' } }],
  docs: 'https://help.aliyun.com/zh/slb/network-load-balancer/developer-reference/api-nlb-2022-04-30-listloadbalancers',
  params: {},
  messages: {
    locked: {
      zh: 'NLB 实例 {{id}} 的业务状态为 {{businessStatus}}',
      en: 'The business status of NLB {{id}} is {{businessStatus}}',
    },
    failed: { zh: 'NLB 实例 {{id}} 创建失败', en: 'NLB {{id}} could not be created' },
    inactive: { zh: 'NLB 实例 {{id}} 已停用', en: 'NLB {{id}} is inactive' },
  },
  check(lb, { pass, fail, skip, unknown }) {
    const { id, loadBalancerStatus: status, loadBalancerBusinessStatus: businessStatus } = lb;
    if (businessStatus === 'Abnormal') return fail('locked', { id, businessStatus });
    switch (status) {
      case 'CreateFailed':
        return fail('failed', { id }, 'warning');
      case 'Inactive':
        return fail('inactive', { id }, 'warning');
      case 'Deleting':
      case 'Deleted':
        return skip({ zh: `NLB 实例状态为 ${status}`, en: `the NLB is ${status}` });
      case 'Active':
      case 'Provisioning':
      case 'Configuring':
        return businessStatus === undefined
          ? unknown({ zh: '应答中没有业务状态', en: 'no business status in the answer' })
          : pass();
    }
  },
});
