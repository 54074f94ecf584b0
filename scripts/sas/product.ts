import { central, defineProduct } from '../../lib/define';

/** The centre for mainland China. Servers elsewhere are under another centre, which is not asked. */
export const sas = defineProduct({
  code: 'sas',
  apiVersion: '2018-12-03',
  style: 'rpc',
  sdk: '@alicloud/sas20181203',
  ramPrefix: 'yundun-sas',
  title: { zh: '云安全中心', en: 'Security Center' },
  endpoints: central('tds.aliyuncs.com'),
  console: 'https://yundun.console.aliyun.com/?p=sas',
});
