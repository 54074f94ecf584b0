import { instances } from '../../ecs/collectors/instances';
import { defineBlackholeChecker } from '../blackhole';
import { blackholedEcs } from '../collectors/blackholed-ecs';

export const ecsBlackholed = defineBlackholeChecker({
  id: 'antiddos-ecs-blackholed',
  asset: instances,
  title: { zh: 'ECS 实例 在黑洞中', en: 'ECS instance is in a blackhole' },
  why: {
    zh: '攻击超过基础防护时，实例的固定公网 IP 被黑洞，公网访问中断，默认两个半小时。',
    en: 'When an attack exceeds the basic protection the public address of the instance goes into a blackhole, for two and a half hours by default.',
  },
  remedy: {
    zh: '把固定公网 IP 转换为弹性公网 IP 后更换地址，或把业务放到高防与负载均衡之后。',
    en: 'Convert the address to an elastic one and bind another, or put the service behind Anti-DDoS and a load balancer.',
  },
  blackholed: blackholedEcs,
  message: {
    zh: 'ECS 实例 {{id}}（{{name}}）在黑洞中：{{addresses}}',
    en: 'ECS instance {{id}} ({{name}}) is in a blackhole: {{addresses}}',
  },
  skip: ({ publicIpAddress }) =>
    publicIpAddress?.length === 0 ? { zh: '没有固定公网 IP', en: 'it has no public address of its own' } : undefined,
});
