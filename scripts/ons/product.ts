import { defineProduct, regional } from '../../lib/define';

export const ons = defineProduct({
  code: 'ons',
  apiVersion: '2019-02-14',
  style: 'rpc',
  sdk: '@alicloud/ons20190214',
  ramPrefix: 'mq',
  title: { zh: '消息队列 RocketMQ 版 4.x', en: 'Message Queue for Apache RocketMQ 4.x' },
  endpoints: regional('ons'),
  console: 'https://ons.console.aliyun.com/region/{{region}}/instance/{{id}}/detail',
});
