import { central, defineProduct } from '../../lib/define';
import { objects } from './objects';

export const cdn = defineProduct({
  code: 'cdn',
  apiVersion: '2018-05-10',
  style: 'rpc',
  sdk: '@alicloud/cdn20180510',
  title: { zh: 'CDN', en: 'CDN' },
  endpoints: central('cdn.aliyuncs.com'),
  console: 'https://cdn.console.aliyun.com/domain/detail/{{id}}',
  objects,
  quotas: { DescribeUserDomains: 100 },
});
