import { defineProduct, regional } from '../../lib/define';

export const privatelink = defineProduct({
  code: 'privatelink',
  apiVersion: '2020-04-15',
  style: 'rpc',
  sdk: '@alicloud/privatelink20200415',
  title: { zh: '私网连接 PrivateLink', en: 'PrivateLink' },
  endpoints: regional('privatelink'),
  console: 'https://vpc.console.aliyun.com/endpoint/{{region}}/endpoints',
});
