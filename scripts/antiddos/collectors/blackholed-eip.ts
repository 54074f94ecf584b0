import { eips } from '../../vpc/collectors/eips';
import { defineBlackholed } from '../addresses';

export const blackholedEip = defineBlackholed({
  id: 'antiddos-blackholed-eip',
  to: eips,
  title: { zh: '黑洞中的弹性公网 IP', en: 'Elastic IP addresses in a blackhole' },
  instanceType: 'eip',
});
