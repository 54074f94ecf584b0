import { defineChecker } from '../../../lib/define';
import { loadBalancers } from '../collectors/load-balancers';

export const nlbLocked = defineChecker({
  id: 'nlb-locked',
  asset: loadBalancers,
  title: { zh: 'NLB 实例业务状态异常', en: 'NLB is locked' },
  why: {
    zh: '因欠费或安全原因被锁定的 NLB 实例不再转发流量。',
    en: 'A NLB that is locked for overdue payment or security no longer forwards traffic.',
  },
  remedy: {
    zh: '在 NLB 控制台查看锁定原因：欠费的结清账单，安全锁定的先消除风险。',
    en: 'Look up the reason in the NLB console; settle the bill, or remove what the security lock is for.',
  },
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/slb/network-load-balancer/developer-reference/api-nlb-2022-04-30-listloadbalancers',
  params: {},
  messages: {
    locked: {
      zh: 'NLB 实例 {{id}} 的业务状态为 {{businessStatus}}',
      en: 'The business status of NLB {{id}} is {{businessStatus}}',
    },
  },
  check({ id, loadBalancerBusinessStatus: businessStatus }, { pass, fail, unknown }) {
    if (businessStatus === undefined)
      return unknown({ zh: '应答中没有业务状态', en: 'no business status in the answer' });
    return businessStatus === 'Normal' ? pass() : fail('locked', { id, businessStatus });
  },
});
