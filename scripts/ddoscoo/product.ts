import { central, defineProduct } from '../../lib/define';

/** Anti-DDoS Pro is under the first centre (mainland China), Anti-DDoS Premium under the second. */
export const ddoscoo = defineProduct({
  code: 'ddoscoo',
  apiVersion: '2020-01-01',
  style: 'rpc',
  sdk: '@alicloud/ddoscoo20200101',
  ramPrefix: 'yundun-ddoscoo',
  title: { zh: 'DDoS 高防', en: 'Anti-DDoS Pro and Premium' },
  endpoints: central('ddoscoo.cn-hangzhou.aliyuncs.com', {
    'ap-southeast-1': 'ddoscoo.ap-southeast-1.aliyuncs.com',
  }),
  centres: ['cn-hangzhou', 'ap-southeast-1'],
  console: 'https://yundun.console.aliyun.com/?p=ddoscoo',
});
