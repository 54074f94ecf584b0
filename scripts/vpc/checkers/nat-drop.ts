import { defineDropChecker } from '../../../lib/define';
import { natGateways } from '../collectors/nat-gateways';
import { natActiveDrop, natNewDrop, natPortErrors } from '../metrics';
import { natNotAvailable } from '../skips';

export const natDrop = defineDropChecker({
  id: 'vpc-nat-drop',
  asset: natGateways,
  metrics: { active: natActiveDrop, created: natNewDrop, ports: natPortErrors },
  title: { zh: 'NAT 网关丢弃连接', en: 'NAT gateway drops connections' },
  why: {
    zh: '超出连接上限或端口耗尽时，服务器访问公网会随机失败。',
    en: 'Above its limits, or out of ports, servers behind it fail to reach the internet at random.',
  },
  remedy: {
    zh: '为 SNAT 增加公网 IP，或拆分到多个网关。',
    en: 'Add IP addresses to its SNAT entries, or split the load over several gateways.',
  },
  docs: 'https://help.aliyun.com/zh/nat-gateway/user-guide/quotas',
  // Below that it is chance or a moment's burst: a judgement.
  threshold: 3,
  messages: {
    above: {
      zh: 'NAT 网关 {{id}} 正在丢弃连接：{{metrics}}',
      en: 'NAT gateway {{id}} is dropping connections: {{metrics}}',
    },
  },
  skip: natNotAvailable,
});
