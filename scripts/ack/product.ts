import { defineProduct, regional } from '../../lib/define';
import { objects } from './objects';

export const ack = defineProduct({
  code: 'cs',
  apiVersion: '2015-12-15',
  style: 'roa',
  sdk: '@alicloud/cs20151215',
  title: { zh: '容器服务 ACK', en: 'Container Service for Kubernetes' },
  endpoints: regional('cs'),
  console: 'https://cs.console.aliyun.com/#/k8s/cluster/{{id}}/v2/info/overview',
  objects,
});
