import { central, defineProduct } from '../../lib/define';
import { objects } from './objects';

/** Each centre has certificates of its own. */
export const cas = defineProduct({
  code: 'cas',
  apiVersion: '2020-04-07',
  style: 'rpc',
  sdk: '@alicloud/cas20200407',
  title: { zh: '数字证书管理服务', en: 'Certificate Management Service' },
  ramPrefix: 'yundun-cert',
  endpoints: central('cas.aliyuncs.com', {
    'ap-southeast-1': 'cas.ap-southeast-1.aliyuncs.com',
    'eu-central-1': 'cas.eu-central-1.aliyuncs.com',
  }),
  centres: ['cn-hangzhou', 'ap-southeast-1', 'eu-central-1'],
  console: 'https://yundunnext.console.aliyun.com/?p=cas',
  objects,
  quotas: { ListUserCertificateOrder: 10 },
});
