import { defineChecker, NO_FIX } from '../../../lib/define';
import { loadBalancers } from '../collectors/load-balancers';

export const albLocked = defineChecker({
  id: 'alb-locked',
  asset: loadBalancers,
  title: { zh: 'ALB 实例被锁定、停用或创建失败', en: 'ALB is locked, inactive or was not created' },
  why: {
    zh: '因欠费或安全原因被锁定、被停用或创建失败的 ALB 实例不转发流量。',
    en: 'A ALB that is locked for overdue payment or security, switched off or not created forwards no traffic.',
  },
  remedy: {
    zh: '在 ALB 控制台查看锁定原因：欠费的为账号充值，安全锁定的处理安全告警；停用的重新启用或释放，创建失败的删除后重建。',
    en: 'The ALB console tells the reason: pay what is overdue, or deal with the security alert. Enable one that is inactive or release it; delete one that could not be created.',
  },
  noFix: NO_FIX.locked,
  severity: 'critical',
  severities: ['warning'],
  category: 'availability',
  because: [{ checker: 'account-overdue', where: { businessStatus: 'Abnormal' } }],
  docs: 'https://help.aliyun.com/zh/slb/application-load-balancer/developer-reference/api-alb-2020-06-16-listloadbalancers',
  params: {},
  messages: {
    locked: {
      zh: 'ALB 实例 {{id}} 的业务状态为 {{businessStatus}}',
      en: 'The business status of ALB {{id}} is {{businessStatus}}',
    },
    failed: { zh: 'ALB 实例 {{id}} 创建失败', en: 'ALB {{id}} could not be created' },
    inactive: { zh: 'ALB 实例 {{id}} 已停用', en: 'ALB {{id}} is inactive' },
  },
  check(lb, { pass, fail, unknown }) {
    const { id, loadBalancerStatus: status, loadBalancerBussinessStatus: businessStatus } = lb;
    if (businessStatus === 'Abnormal') return fail('locked', { id, businessStatus });
    switch (status) {
      case 'CreateFailed':
        return fail('failed', { id }, 'warning');
      case 'Inactive':
        return fail('inactive', { id }, 'warning');
      case 'Active':
      case 'Provisioning':
      case 'Configuring':
        return businessStatus === undefined
          ? unknown({ zh: '应答中没有业务状态', en: 'no business status in the answer' })
          : pass();
    }
  },
});
