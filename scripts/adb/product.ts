import { defineProduct, regional, sameHost } from '../../lib/define';

/** These regions share the central host. */
const CENTRAL = sameHost(
  'adb.aliyuncs.com',
  ...['cn-qingdao', 'cn-beijing', 'cn-hangzhou', 'cn-shanghai', 'cn-shenzhen', 'cn-hongkong'],
  ...['ap-southeast-1', 'us-east-1', 'us-west-1'],
);

export const adb = defineProduct({
  code: 'adb',
  apiVersion: '2019-03-15',
  style: 'rpc',
  sdk: '@alicloud/adb20190315',
  title: { zh: '云原生数据仓库 AnalyticDB MySQL 版', en: 'AnalyticDB for MySQL' },
  endpoints: regional('adb', CENTRAL),
  console: 'https://ads.console.aliyun.com/adb/{{region}}/instances/v3/{{id}}/basicInformation',
});
