import { defineProduct, regional } from '../../lib/define';
import { objects } from './objects';

export const rocketmq = defineProduct({
  code: 'rocketmq',
  apiVersion: '2022-08-01',
  style: 'roa',
  sdk: '@alicloud/rocketmq20220801',
  title: { zh: '云消息队列 RocketMQ 版 5.x', en: 'ApsaraMQ for RocketMQ 5.x' },
  endpoints: regional('rocketmq'),
  console: 'https://ons.console.aliyun.com/region/{{region}}/instance/{{id}}/detail',
  objects,
});
