import { defineProduct, regional, sameHost } from '../../lib/define';
import { objects } from './objects';

export const nas = defineProduct({
  code: 'nas',
  apiVersion: '2017-06-26',
  style: 'rpc',
  sdk: '@alicloud/nas20170626',
  title: { zh: '文件存储 NAS', en: 'File Storage NAS' },
  endpoints: regional('nas', sameHost('nas.aliyuncs.com', 'ap-southeast-2')),
  console: 'https://nasnext.console.aliyun.com/{{region}}/filesystem/{{id}}',
  objects,
});
