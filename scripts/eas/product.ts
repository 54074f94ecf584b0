import { defineProduct, regional } from '../../lib/define';

export const eas = defineProduct({
  code: 'eas',
  apiVersion: '2021-07-01',
  style: 'roa',
  sdk: '@alicloud/eas20210701',
  title: { zh: 'PAI 模型在线服务 EAS', en: 'PAI Elastic Algorithm Service' },
  endpoints: regional('pai-eas'),
  console: 'https://pai.console.aliyun.com/?regionId={{region}}#/eas/serviceDetail/{{id}}',
});
