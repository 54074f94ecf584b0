import { central, defineProduct } from '../../lib/define';
import { objects } from './objects';

/** The newer API of Resource Access Management, under the same permissions as the older one. */
export const ims = defineProduct({
  code: 'ims',
  apiVersion: '2019-08-15',
  style: 'rpc',
  sdk: '@alicloud/ims20190815',
  ramPrefix: 'ram',
  title: { zh: '访问控制 RAM', en: 'Resource Access Management' },
  endpoints: central('ims.aliyuncs.com'),
  console: 'https://ram.console.aliyun.com/users',
  objects,
});
