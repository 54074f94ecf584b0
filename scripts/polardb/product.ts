import { defineProduct, regional, sameHost } from '../../lib/define';
import { objects } from './objects';

/** These regions share the central host. */
const CENTRAL = sameHost(
  'polardb.aliyuncs.com',
  ...['cn-qingdao', 'cn-beijing', 'cn-wulanchabu', 'cn-hangzhou', 'cn-shanghai', 'cn-heyuan'],
);

export const polardb = defineProduct({
  code: 'polardb',
  apiVersion: '2017-08-01',
  style: 'rpc',
  sdk: '@alicloud/polardb20170801',
  title: { zh: '云原生数据库 PolarDB', en: 'PolarDB' },
  endpoints: regional('polardb', CENTRAL),
  console: 'https://polardb.console.aliyun.com/{{region}}/cluster/{{id}}',
  regions: 'Regions.Region',
  objects,
});
