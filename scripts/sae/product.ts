import { defineProduct, regional } from '../../lib/define';

export const sae = defineProduct({
  code: 'sae',
  apiVersion: '2019-05-06',
  style: 'roa',
  sdk: '@alicloud/sae20190506',
  title: { zh: 'Serverless 应用引擎', en: 'Serverless App Engine' },
  endpoints: regional('sae'),
  console: 'https://saenext.console.aliyun.com/{{region}}/app-list/{{id}}/micro-app/base',
});
