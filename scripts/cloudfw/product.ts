import { central, defineProduct } from '../../lib/define';

/** One firewall for all regions of an account. */
export const cloudfw = defineProduct({
  code: 'cloudfw',
  apiVersion: '2017-12-07',
  style: 'rpc',
  sdk: '@alicloud/cloudfw20171207',
  ramPrefix: 'yundun-cloudfirewall',
  title: { zh: '云防火墙', en: 'Cloud Firewall' },
  endpoints: central('cloudfw.aliyuncs.com', { 'ap-southeast-1': 'cloudfw.ap-southeast-1.aliyuncs.com' }),
  otherSite: 'ap-southeast-1',
  console: 'https://yundun.console.aliyun.com/?p=cfwnext',
});
