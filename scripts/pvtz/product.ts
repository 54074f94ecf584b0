import { central, defineProduct } from '../../lib/define';

/** One host for all regions, and assets of no region: so says the endpoint map of the official package. */
export const pvtz = defineProduct({
  code: 'pvtz',
  apiVersion: '2018-01-01',
  style: 'rpc',
  sdk: '@alicloud/pvtz20180101',
  title: { zh: '内网 DNS 解析 PrivateZone', en: 'PrivateZone' },
  endpoints: central('pvtz.aliyuncs.com'),
  console: 'https://dns.console.aliyun.com/#/privateZone/list',
});
