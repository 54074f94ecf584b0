import { defineProduct, regional } from '../../lib/define';

/** The classic API Gateway; the official model has no list of the states of its instances, so that none is judged. */
export const cloudapi = defineProduct({
  code: 'cloudapi',
  apiVersion: '2016-07-14',
  style: 'rpc',
  sdk: '@alicloud/cloudapi20160714',
  title: { zh: 'API 网关', en: 'API Gateway' },
  ramPrefix: 'apigateway',
  locationCode: 'apigateway',
  endpoints: regional('apigateway'),
  console: 'https://apigateway.console.aliyun.com/#/{{region}}/',
});
