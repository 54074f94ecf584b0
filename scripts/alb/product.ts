import { defineProduct, regional } from '../../lib/define';
import { objects } from './objects';

export const alb = defineProduct({
  code: 'alb',
  apiVersion: '2020-06-16',
  style: 'rpc',
  sdk: '@alicloud/alb20200616',
  title: { zh: '应用型负载均衡 ALB', en: 'Application Load Balancer' },
  endpoints: regional('alb'),
  console: 'https://slb.console.aliyun.com/alb/{{region}}/albs/{{id}}',
  regions: 'Regions',
  objects,
});
