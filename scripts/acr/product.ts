import { defineProduct, regional } from '../../lib/define';

export const acr = defineProduct({
  code: 'cr',
  apiVersion: '2018-12-01',
  style: 'rpc',
  sdk: '@alicloud/cr20181201',
  title: { zh: '容器镜像服务 ACR', en: 'Container Registry' },
  endpoints: regional('cr'),
  console: 'https://cr.console.aliyun.com/{{region}}/instance/{{id}}/dashboard',
});
