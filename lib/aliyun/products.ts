import { central, defineProduct, regional, sameHost } from '../define';

/** The products that the library itself speaks to; all others are declared under `scripts/`. */
export const cms = defineProduct({
  code: 'cms',
  apiVersion: '2019-01-01',
  style: 'rpc',
  sdk: '@alicloud/cms20190101',
  title: { zh: '云监控', en: 'CloudMonitor' },
  endpoints: regional('metrics'),
  quotas: { DescribeMetricLast: 50, DescribeMetricList: 50 },
});

export const sts = defineProduct({
  code: 'sts',
  apiVersion: '2015-04-01',
  style: 'rpc',
  sdk: '@alicloud/sts20150401',
  title: { zh: '安全令牌', en: 'Security Token Service' },
  endpoints: central('sts.aliyuncs.com'),
});

/** Regions are asked from ECS, which every account has. */
export const ecsRegions = defineProduct({
  code: 'ecs',
  apiVersion: '2014-05-26',
  style: 'rpc',
  sdk: '@alicloud/ecs20140526',
  title: { zh: '云服务器', en: 'Elastic Compute Service' },
  endpoints: regional('ecs', sameHost('ecs-cn-hangzhou.aliyuncs.com', 'cn-hangzhou')),
  throttleWindowMs: 60_000,
});

/** Knows the host of any product in any region. */
export const location = defineProduct({
  code: 'location',
  apiVersion: '2015-06-12',
  style: 'rpc',
  sdk: '@alicloud/location20150612',
  title: { zh: '位置服务', en: 'Location service' },
  endpoints: central('location-readonly.aliyuncs.com'),
});

/** Which kinds of assets an account has, and where. */
export const resourceCenter = defineProduct({
  code: 'resourcecenter',
  apiVersion: '2022-12-01',
  style: 'rpc',
  sdk: '@alicloud/resourcecenter20221201',
  title: { zh: '资源中心', en: 'Resource Center' },
  endpoints: central('resourcecenter.aliyuncs.com'),
});

/** The members of an enterprise. */
export const resourceDirectoryMaster = defineProduct({
  code: 'resourcedirectorymaster',
  apiVersion: '2022-04-19',
  style: 'rpc',
  sdk: '@alicloud/resourcedirectorymaster20220419',
  title: { zh: '资源目录', en: 'Resource Directory' },
  ramPrefix: 'resourcemanager',
  endpoints: central('resourcedirectory.aliyuncs.com'),
});
