import { defineProduct, regional, sameHost } from '../../lib/define';
import { objects } from './objects';

/** These regions share the central host. */
const CENTRAL = sameHost(
  'r-kvstore.aliyuncs.com',
  ...['cn-qingdao', 'cn-beijing', 'cn-wulanchabu', 'cn-hangzhou', 'cn-shanghai', 'cn-heyuan'],
);

export const redis = defineProduct({
  code: 'r-kvstore',
  apiVersion: '2015-01-01',
  style: 'rpc',
  sdk: '@alicloud/r-kvstore20150101',
  ramPrefix: 'kvstore',
  title: { zh: '云数据库 Tair（兼容 Redis）', en: 'Tair (Redis OSS-compatible)' },
  endpoints: regional('r-kvstore', CENTRAL),
  console: 'https://kvstore.console.aliyun.com/Redis/instance/{{region}}/{{id}}',
  regions: 'RegionIds.KVStoreRegion',
  objects,
});
