import { defineChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';

export const publicIp = defineChecker({
  id: 'ecs-public-ip',
  asset: instances,
  title: { zh: 'ECS 实例有固定公网 IP', en: 'ECS instance has a public IP address of its own' },
  why: {
    zh: '直接暴露在公网的实例会被扫描和攻击，固定公网 IP 也不能随时解绑或迁移。',
    en: 'An instance on the internet is scanned and attacked, and such an address can neither be unbound nor moved.',
  },
  remedy: {
    zh: '把公网访问放到负载均衡或 NAT 网关之后；需要保留地址时先转换为弹性公网 IP。',
    en: 'Put it behind a load balancer or a NAT gateway; convert the address to an elastic one to keep it.',
  },
  noFix: {
    zh: '释放公网地址后不能再取回，依赖它的访问随即中断。',
    en: 'An address that is given back cannot be had again, and who uses it is cut off at once.',
  },
  severity: 'warning',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/public-ip-address',
  params: {},
  messages: {
    exposed: {
      zh: '实例 {{id}}（{{name}}）有固定公网 IP：{{addresses}}',
      en: 'Instance {{id}} ({{name}}) has public IP addresses: {{addresses}}',
    },
  },
  check(instance, { pass, fail, unknown }) {
    const { id, name, publicIpAddress } = instance;
    if (publicIpAddress === undefined)
      return unknown({ zh: '应答中没有公网 IP', en: 'its public addresses are not in the answer' });
    return publicIpAddress.length > 0 ? fail('exposed', { id, name, addresses: publicIpAddress }) : pass();
  },
});
