import { defineProduct, regional, sameHost } from '../../lib/define';
import { objects } from './objects';

export const ecs = defineProduct({
  code: 'ecs',
  apiVersion: '2014-05-26',
  style: 'rpc',
  sdk: '@alicloud/ecs20140526',
  title: { zh: '云服务器 ECS', en: 'Elastic Compute Service' },
  endpoints: regional('ecs', sameHost('ecs-cn-hangzhou.aliyuncs.com', 'cn-hangzhou')),
  console: 'https://ecs.console.aliyun.com/server/{{id}}/detail?regionId={{region}}',
  objects,
  throttleWindowMs: 60_000,
});
