import { eips } from '../../vpc/collectors/eips';
import { eipNotBound } from '../../vpc/skips';
import { defineBlackholeChecker } from '../blackhole';
import { blackholedEip } from '../collectors/blackholed-eip';

export const eipBlackholed = defineBlackholeChecker({
  id: 'antiddos-eip-blackholed',
  asset: eips,
  title: { zh: '弹性公网 IP 在黑洞中', en: 'Elastic IP address is in a blackhole' },
  why: {
    zh: '攻击流量超过免费的基础防护能力时，发往该弹性公网 IP 的全部流量被丢弃，默认两个半小时。',
    en: 'When an attack exceeds the free basic protection all traffic to the elastic IP address is dropped, for two and a half hours by default.',
  },
  remedy: {
    zh: '为业务换绑别的弹性公网 IP 或接入高防，并在流量安全控制台查看解封时间。',
    en: 'Bind another elastic IP address or go behind Anti-DDoS, and see in the Traffic Security console when it ends.',
  },
  blackholed: blackholedEip,
  message: {
    zh: '弹性公网 IP {{id}}（{{name}}）在黑洞中：{{addresses}}',
    en: 'Elastic IP address {{id}} ({{name}}) is in a blackhole: {{addresses}}',
  },
  skip: eipNotBound,
});
