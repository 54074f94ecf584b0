import { defineProduct, regional, sameHost } from '../../lib/define';
import { objects } from './objects';

/** These regions share the central host; all hosts begin with `mongodb`, not with the code. */
const CENTRAL = sameHost(
  'mongodb.aliyuncs.com',
  ...['cn-beijing', 'cn-wulanchabu', 'cn-hangzhou', 'cn-shanghai', 'cn-heyuan'],
);

export const mongodb = defineProduct({
  code: 'dds',
  apiVersion: '2015-12-01',
  style: 'rpc',
  sdk: '@alicloud/dds20151201',
  title: { zh: '云数据库 MongoDB 版', en: 'ApsaraDB for MongoDB' },
  endpoints: regional('mongodb', CENTRAL),
  console: 'https://mongodb.console.aliyun.com/',
  regions: 'Regions.DdsRegion',
  objects,
});
