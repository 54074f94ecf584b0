import { loadBalancers } from '../../slb/collectors/load-balancers';
import { defineBlackholeChecker } from '../blackhole';
import { blackholedClb } from '../collectors/blackholed-clb';

export const clbBlackholed = defineBlackholeChecker({
  id: 'antiddos-clb-blackholed',
  asset: loadBalancers,
  title: { zh: 'CLB 在黑洞中', en: 'CLB is in a blackhole' },
  why: {
    zh: '被黑洞的 CLB 收不到任何公网请求，它背后的业务全部中断，默认两个半小时。',
    en: 'A load balancer in a blackhole gets no request from the internet, and all that is behind it is down, for two and a half hours by default.',
  },
  remedy: {
    zh: '用 DNS 把流量切到别的负载均衡，或接入高防；解封时间见流量安全控制台。',
    en: 'Move the traffic to another load balancer by DNS, or behind Anti-DDoS; the Traffic Security console tells when it ends.',
  },
  blackholed: blackholedClb,
  message: {
    zh: 'CLB {{id}}（{{name}}）在黑洞中：{{addresses}}',
    en: 'CLB {{id}} ({{name}}) is in a blackhole: {{addresses}}',
  },
  skip: ({ addressType }) =>
    addressType === 'intranet' ? { zh: '没有公网地址', en: 'it has no public address' } : undefined,
});
