import { loadBalancers } from '../../slb/collectors/load-balancers';
import { defineBlackholeChecker } from '../blackhole';
import { blackholedClb } from '../collectors/blackholed-clb';

export const clbBlackholed = defineBlackholeChecker({
  id: 'antiddos-clb-blackholed',
  asset: loadBalancers,
  title: { zh: 'CLB 在黑洞中', en: 'CLB is in a blackhole' },
  blackholed: blackholedClb,
  message: {
    zh: 'CLB {{id}}（{{name}}）在黑洞中：{{addresses}}',
    en: 'CLB {{id}} ({{name}}) is in a blackhole: {{addresses}}',
  },
  skip: ({ addressType }) =>
    addressType === 'intranet' ? { zh: '没有公网地址', en: 'it has no public address' } : undefined,
});
