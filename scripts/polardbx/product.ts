import { defineProduct, regional, sameHost } from '../../lib/define';

/** These regions share the central host. */
const CENTRAL = sameHost(
  'polardbx.aliyuncs.com',
  ...['cn-wulanchabu', 'ap-northeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-5'],
  ...['ap-south-1', 'eu-central-1', 'eu-west-1', 'me-east-1'],
);

export const polardbx = defineProduct({
  code: 'polardbx',
  apiVersion: '2020-02-02',
  style: 'rpc',
  sdk: '@alicloud/polardbx20200202',
  title: { zh: '云原生分布式数据库 PolarDB-X', en: 'PolarDB-X' },
  endpoints: regional('polardbx', CENTRAL),
  console: 'https://polardbx.console.aliyun.com/{{region}}/instance/{{id}}',
});
