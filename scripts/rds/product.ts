import { defineProduct, regional, sameHost } from '../../lib/define';
import { objects } from './objects';

/** These regions share the central host. */
const CENTRAL = sameHost(
  'rds.aliyuncs.com',
  ...['cn-qingdao', 'cn-beijing', 'cn-hangzhou', 'cn-shanghai', 'cn-shenzhen', 'cn-heyuan', 'cn-hongkong'],
  ...['ap-southeast-1', 'us-east-1', 'us-west-1'],
);

export const rds = defineProduct({
  code: 'rds',
  apiVersion: '2014-08-15',
  style: 'rpc',
  sdk: '@alicloud/rds20140815',
  title: { zh: '云数据库 RDS', en: 'ApsaraDB RDS' },
  endpoints: regional('rds', CENTRAL),
  console: 'https://rdsnext.console.aliyun.com/detail/{{id}}/basicInfo?region={{region}}',
  regions: 'Regions.RDSRegion',
  objects,
});
