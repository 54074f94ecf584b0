import { defineProduct, regional } from '../../lib/define';
import { objects } from './objects';

export const nlb = defineProduct({
  code: 'nlb',
  apiVersion: '2022-04-30',
  style: 'rpc',
  sdk: '@alicloud/nlb20220430',
  title: { zh: '网络型负载均衡 NLB', en: 'Network Load Balancer' },
  endpoints: regional('nlb'),
  console: 'https://slb.console.aliyun.com/nlb/{{region}}/nlbs/{{id}}',
  regions: 'Regions',
  objects,
});
