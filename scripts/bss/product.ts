import { central, defineProduct } from '../../lib/define';
import { objects } from './objects';

/** The China site and the international site each know their own accounts only. */
export const bss = defineProduct({
  code: 'bssopenapi',
  apiVersion: '2017-12-14',
  style: 'rpc',
  sdk: '@alicloud/bssopenapi20171214',
  title: { zh: '费用与成本', en: 'Expenses and Costs' },
  ramPrefix: 'bssapi',
  endpoints: central('business.aliyuncs.com', { 'ap-southeast-1': 'business.ap-southeast-1.aliyuncs.com' }),
  otherSite: 'ap-southeast-1',
  console: 'https://usercenter2.aliyun.com/home',
  objects,
});
