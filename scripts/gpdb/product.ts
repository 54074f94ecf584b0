import { defineProduct, regional, sameHost } from '../../lib/define';

/** These regions share the central host. */
const CENTRAL = sameHost('gpdb.aliyuncs.com', ...['cn-hangzhou', 'ap-southeast-2', 'ap-south-1']);

export const gpdb = defineProduct({
  code: 'gpdb',
  apiVersion: '2016-05-03',
  style: 'rpc',
  sdk: '@alicloud/gpdb20160503',
  title: { zh: '云原生数据仓库 AnalyticDB PostgreSQL 版', en: 'AnalyticDB for PostgreSQL' },
  endpoints: regional('gpdb', CENTRAL),
  console: 'https://gpdbnext.console.aliyun.com/gpdb/{{region}}/list',
});
