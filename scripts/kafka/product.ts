import { defineProduct, regional } from '../../lib/define';
import { objects } from './objects';

export const kafka = defineProduct({
  code: 'alikafka',
  apiVersion: '2019-09-16',
  style: 'rpc',
  sdk: '@alicloud/alikafka20190916',
  title: { zh: '云消息队列 Kafka 版', en: 'ApsaraMQ for Kafka' },
  endpoints: regional('alikafka'),
  console: 'https://kafka.console.aliyun.com/region/{{region}}/instance/{{id}}',
  objects,
});
