import { central, defineProduct } from '../../lib/define';

/** Web Application Firewall 3.0: sites in mainland China are under the first centre, all others under the second. */
export const waf = defineProduct({
  code: 'waf-openapi',
  apiVersion: '2021-10-01',
  style: 'rpc',
  sdk: '@alicloud/waf-openapi20211001',
  ramPrefix: 'yundun-waf',
  title: { zh: 'Web 应用防火墙 WAF', en: 'Web Application Firewall' },
  endpoints: central('wafopenapi.cn-hangzhou.aliyuncs.com', {
    'ap-southeast-1': 'wafopenapi.ap-southeast-1.aliyuncs.com',
  }),
  centres: ['cn-hangzhou', 'ap-southeast-1'],
  console: 'https://yundun.console.aliyun.com/?p=wafnew',
});
