import { central, defineProduct } from '../../lib/define';

export const cdn = defineProduct({
  code: 'cdn',
  apiVersion: '2018-05-10',
  style: 'rpc',
  sdk: '@alicloud/cdn20180510',
  title: { zh: 'CDN', en: 'CDN' },
  endpoints: central('cdn.aliyuncs.com'),
  console: 'https://cdn.console.aliyun.com/domain/detail/{{id}}',
});
