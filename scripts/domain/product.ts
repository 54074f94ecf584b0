import { central, defineProduct } from '../../lib/define';

/** The China site: domain names of the international site are behind an API of their own. */
export const domain = defineProduct({
  code: 'domain',
  apiVersion: '2018-01-29',
  style: 'rpc',
  sdk: '@alicloud/domain20180129',
  title: { zh: '域名', en: 'Domain Names' },
  endpoints: central('domain.aliyuncs.com'),
  console: 'https://dc.console.aliyun.com/next/index#/domain-list/all',
});
