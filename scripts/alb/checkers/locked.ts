import { defineChecker } from '../../../lib/define';
import { loadBalancers } from '../collectors/load-balancers';

export const albLocked = defineChecker({
  id: 'alb-locked',
  asset: loadBalancers,
  title: { zh: 'ALB 实例业务状态异常', en: 'ALB is locked' },
  why: {
    zh: '因欠费或安全原因被锁定的 ALB 实例不再转发流量。',
    en: 'A ALB that is locked for overdue payment or security no longer forwards traffic.',
  },
  remedy: {
    zh: '在 ALB 控制台查看锁定原因：欠费的为账号充值，安全锁定的处理安全告警。',
    en: 'The ALB console tells the reason: pay what is overdue, or deal with the security alert.',
  },
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/slb/application-load-balancer/developer-reference/api-alb-2020-06-16-listloadbalancers',
  params: {},
  messages: {
    locked: {
      zh: 'ALB 实例 {{id}} 的业务状态为 {{businessStatus}}',
      en: 'The business status of ALB {{id}} is {{businessStatus}}',
    },
  },
  check({ id, loadBalancerBussinessStatus: businessStatus }, { pass, fail, unknown }) {
    if (businessStatus === undefined)
      return unknown({ zh: '应答中没有业务状态', en: 'no business status in the answer' });
    return businessStatus === 'Normal' ? pass() : fail('locked', { id, businessStatus });
  },
});
