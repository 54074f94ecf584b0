import { defineProduct, regional, sameHost } from '../../lib/define';
import { objects } from './objects';

export const slb = defineProduct({
  code: 'slb',
  apiVersion: '2014-05-15',
  style: 'rpc',
  sdk: '@alicloud/slb20140515',
  title: { zh: '传统型负载均衡 CLB', en: 'Classic Load Balancer' },
  endpoints: regional(
    'slb',
    sameHost(
      'slb.aliyuncs.com',
      'cn-qingdao',
      'cn-beijing',
      'cn-hangzhou',
      'cn-shanghai',
      'cn-shenzhen',
      'cn-hongkong',
      'ap-southeast-1',
      'us-east-1',
      'us-west-1',
    ),
  ),
  console: 'https://slb.console.aliyun.com/slb/{{region}}/slbs/{{id}}/listeners',
  regions: 'Regions.Region',
  objects,
});
