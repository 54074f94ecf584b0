import { defineProduct, regional } from '../../lib/define';

export const lindorm = defineProduct({
  code: 'hitsdb',
  apiVersion: '2020-06-15',
  style: 'rpc',
  sdk: '@alicloud/hitsdb20200615',
  title: { zh: '云原生多模数据库 Lindorm', en: 'Lindorm' },
  endpoints: regional('hitsdb'),
  console: 'https://lindorm.console.aliyun.com/{{region}}/lindorm/{{id}}/overview',
});
