import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { loadBalancers } from '../collectors/load-balancers';
import { renewals } from '../collectors/renewals';
import { subscriptions } from '../collectors/subscriptions';

export const slbExpiring = defineExpiryChecker({
  id: 'slb-expiring',
  asset: loadBalancers,
  subject: { zh: 'CLB {{id}}', en: 'CLB {{id}}' },
  related: { subscription: subscriptions, renewal: renewals },
  optional: ['renewal'],
  plan: renewing,
  title: { zh: 'CLB 实例即将到期', en: 'CLB instance expires soon' },
  why: {
    zh: '到期的 CLB 停止转发，七天后连同服务地址一起释放。',
    en: 'An expired load balancer stops forwarding and is released with its address a week later.',
  },
  remedy: { zh: '为实例续费，或转换为按量计费。', en: 'Renew the instance, or convert it to be billed by use.' },
  docs: 'https://help.aliyun.com/zh/slb/classic-load-balancer/product-overview/billing-overview',
  chargeType: (lb) => lb.payType,
  expiresAt: (_, { subscription }) => subscription[0]?.endTimeStamp,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
  startedAt: (lb) => lb.createTimeStamp,
});
