import { defineProduct, regional } from '../../lib/define';

/** Backlogs of queues are not judged: there is no official list of its metrics' names. */
export const rabbitmq = defineProduct({
  code: 'amqp-open',
  apiVersion: '2019-12-12',
  style: 'rpc',
  sdk: '@alicloud/amqp-open20191212',
  ramPrefix: 'amqp',
  title: { zh: '云消息队列 RabbitMQ 版', en: 'ApsaraMQ for RabbitMQ' },
  endpoints: regional('amqp-open'),
  console: 'https://amqp.console.aliyun.com/region/{{region}}/instance/{{id}}/detail',
});
