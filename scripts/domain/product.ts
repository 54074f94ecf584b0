import { central, defineProduct } from '../../lib/define';
import { objects } from './objects';

/** Domain names of the international site are behind another API, which is not asked. */
export const domain = defineProduct({
  code: 'domain',
  apiVersion: '2018-01-29',
  style: 'rpc',
  sdk: '@alicloud/domain20180129',
  title: { zh: '域名（中国站）', en: 'Domain Names (China site)' },
  endpoints: central('domain.aliyuncs.com'),
  console: 'https://dc.console.aliyun.com/next/index#/domain-list/all',
  objects,
});
