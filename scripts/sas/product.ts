import { central, defineProduct } from '../../lib/define';

/** Servers in mainland China and Hong Kong are under the first centre, all others under the second. */
export const sas = defineProduct({
  code: 'sas',
  apiVersion: '2018-12-03',
  style: 'rpc',
  sdk: '@alicloud/sas20181203',
  ramPrefix: 'yundun-sas',
  title: { zh: '云安全中心', en: 'Security Center' },
  endpoints: central('tds.cn-shanghai.aliyuncs.com', { 'ap-southeast-1': 'tds.ap-southeast-1.aliyuncs.com' }),
  centres: ['cn-shanghai', 'ap-southeast-1'],
  console: 'https://yundun.console.aliyun.com/?p=sas',
});
