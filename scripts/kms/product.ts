import { defineProduct, regional } from '../../lib/define';
import { objects } from './objects';

export const kms = defineProduct({
  code: 'kms',
  apiVersion: '2016-01-20',
  style: 'rpc',
  sdk: '@alicloud/kms20160120',
  title: { zh: '密钥管理服务 KMS', en: 'Key Management Service' },
  endpoints: regional('kms'),
  regions: 'Regions.Region',
  console: 'https://yundun.console.aliyun.com/?p=kmsnext#/keyStore/{{region}}/keys',
  objects,
});
