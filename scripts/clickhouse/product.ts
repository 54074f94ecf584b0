import { defineProduct, regional, sameHost } from '../../lib/define';

/** These regions share the central host. */
const CENTRAL = sameHost(
  'clickhouse.aliyuncs.com',
  ...['cn-qingdao', 'cn-beijing', 'cn-hangzhou', 'cn-shanghai', 'cn-shenzhen', 'cn-hongkong'],
  ...['ap-southeast-1', 'ap-southeast-3', 'us-east-1', 'us-west-1', 'me-east-1'],
);

/**
 * The Community-compatible Edition: clusters of the Enterprise Edition are listed by another version of the API (2023-05-22), and not read
 * (https://help.aliyun.com/zh/clickhouse/developer-reference/api-clickhouse-2023-05-22-describedbinstances).
 */
export const clickhouse = defineProduct({
  code: 'clickhouse',
  apiVersion: '2019-11-11',
  style: 'rpc',
  sdk: '@alicloud/clickhouse20191111',
  title: { zh: '云数据库 ClickHouse', en: 'ApsaraDB for ClickHouse' },
  endpoints: regional('clickhouse', CENTRAL),
  console: 'https://clickhouse.console.aliyun.com/clickhouse/{{region}}/cluster/{{id}}',
});
