import { eips } from '../../vpc/collectors/eips';
import { eipNotBound } from '../../vpc/skips';
import { defineBlackholeChecker } from '../blackhole';
import { blackholedEip } from '../collectors/blackholed-eip';

export const eipBlackholed = defineBlackholeChecker({
  id: 'antiddos-eip-blackholed',
  asset: eips,
  title: { zh: '弹性公网 IP 在黑洞中', en: 'Elastic IP address is in a blackhole' },
  blackholed: blackholedEip,
  message: {
    zh: '弹性公网 IP {{id}}（{{name}}）在黑洞中：{{addresses}}',
    en: 'Elastic IP address {{id}} ({{name}}) is in a blackhole: {{addresses}}',
  },
  skip: eipNotBound,
});
