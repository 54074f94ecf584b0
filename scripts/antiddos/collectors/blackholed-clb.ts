import { loadBalancers } from '../../slb/collectors/load-balancers';
import { defineBlackholed } from '../addresses';

export const blackholedClb = defineBlackholed({
  id: 'antiddos-blackholed-clb',
  to: loadBalancers,
  title: { zh: '黑洞中的 CLB', en: 'Classic load balancers in a blackhole' },
  instanceType: 'slb',
});
