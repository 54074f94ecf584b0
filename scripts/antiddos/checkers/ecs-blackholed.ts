import { instances } from '../../ecs/collectors/instances';
import { defineBlackholeChecker } from '../blackhole';
import { blackholedEcs } from '../collectors/blackholed-ecs';

export const ecsBlackholed = defineBlackholeChecker({
  id: 'antiddos-ecs-blackholed',
  asset: instances,
  title: { zh: 'ECS 实例 在黑洞中', en: 'ECS instance is in a blackhole' },
  blackholed: blackholedEcs,
  message: {
    zh: 'ECS 实例 {{id}}（{{name}}）在黑洞中：{{addresses}}',
    en: 'ECS instance {{id}} ({{name}}) is in a blackhole: {{addresses}}',
  },
  skip: ({ publicIpAddress }) =>
    publicIpAddress?.length === 0 ? { zh: '没有固定公网 IP', en: 'it has no public address of its own' } : undefined,
});
