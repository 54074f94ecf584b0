import { central, defineProduct } from '../../lib/define';

export const alidns = defineProduct({
  code: 'alidns',
  apiVersion: '2015-01-09',
  style: 'rpc',
  sdk: '@alicloud/alidns20150109',
  title: { zh: '云解析 DNS', en: 'Alibaba Cloud DNS' },
  endpoints: central('alidns.aliyuncs.com'),
  console: 'https://dns.console.aliyun.com/#/dns/instance',
});
