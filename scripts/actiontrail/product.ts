import { central, defineProduct } from '../../lib/define';

/** Trails of all regions are told by each region's host, as shadows where they live elsewhere. */
export const actiontrail = defineProduct({
  code: 'actiontrail',
  apiVersion: '2020-07-06',
  style: 'rpc',
  sdk: '@alicloud/actiontrail20200706',
  title: { zh: '操作审计', en: 'ActionTrail' },
  endpoints: central('actiontrail.cn-hangzhou.aliyuncs.com'),
  console: 'https://actiontrail.console.aliyun.com/cn-hangzhou/trails',
});
