import { central, defineProduct } from '../../lib/define';

export const cas = defineProduct({
  code: 'cas',
  apiVersion: '2020-04-07',
  style: 'rpc',
  sdk: '@alicloud/cas20200407',
  title: { zh: '数字证书管理服务', en: 'Certificate Management Service' },
  ramPrefix: 'yundun-cert',
  endpoints: central('cas.aliyuncs.com'),
  console: 'https://yundunnext.console.aliyun.com/?p=cas',
});
