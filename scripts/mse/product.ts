import { defineProduct, regional } from '../../lib/define';

/**
 * Registries and configuration centres. `VersionLifecycle` of an answer has no documented words, and CloudMonitor's metrics no
 * list of official names: neither is judged.
 */
export const mse = defineProduct({
  code: 'mse',
  apiVersion: '2019-05-31',
  style: 'rpc',
  sdk: '@alicloud/mse20190531',
  title: { zh: '微服务引擎', en: 'Microservices Engine' },
  endpoints: regional('mse'),
  console: 'https://mse.console.aliyun.com/#/Instance/{{region}}/{{id}}/baseInfo',
});
