import { central, defineProduct } from '../../lib/define';

export const resourcecenter = defineProduct({
  code: 'resourcecenter',
  apiVersion: '2022-12-01',
  style: 'rpc',
  sdk: '@alicloud/resourcecenter20221201',
  title: { zh: '资源中心', en: 'Resource Center' },
  endpoints: central('resourcecenter.aliyuncs.com'),
  console: 'https://resourcecenter.console.aliyun.com/',
});
