import { defineProduct } from '../../lib/define';
import { objects } from './objects';

/** The hosts follow one pattern; a bucket is asked for in its own region, whichever region was named. */
export const oss = defineProduct({
  code: 'oss',
  apiVersion: '2019-05-17',
  style: 'oss',
  sdk: '@alicloud/oss20190517',
  title: { zh: '对象存储 OSS', en: 'Object Storage Service' },
  endpoints: {
    kind: 'regional',
    pattern: 'oss-{region}.aliyuncs.com',
    vpc: 'oss-{region}-internal.aliyuncs.com',
    exceptions: {},
  },
  console: 'https://oss.console.aliyun.com/bucket',
  objects,
});
