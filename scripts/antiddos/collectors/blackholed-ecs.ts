import { instances } from '../../ecs/collectors/instances';
import { defineBlackholed } from '../addresses';

export const blackholedEcs = defineBlackholed({
  id: 'antiddos-blackholed-ecs',
  to: instances,
  title: { zh: '黑洞中的 ECS 实例', en: 'ECS instances in a blackhole' },
  instanceType: 'ecs',
});
