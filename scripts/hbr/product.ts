import { defineProduct, regional } from '../../lib/define';

export const hbr = defineProduct({
  code: 'hbr',
  apiVersion: '2017-09-08',
  style: 'rpc',
  sdk: '@alicloud/hbr20170908',
  title: { zh: '云备份', en: 'Cloud Backup' },
  endpoints: regional('hbr'),
  regions: 'Regions.Region',
  console: 'https://hbr.console.aliyun.com/#/overview',
});
