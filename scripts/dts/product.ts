import { defineProduct, regional, sameHost } from '../../lib/define';

/** These regions share the central host, which is told the region. */
const CENTRAL = sameHost(
  'dts.aliyuncs.com',
  ...['cn-qingdao', 'cn-beijing', 'cn-zhangjiakou', 'cn-huhehaote', 'cn-wulanchabu', 'cn-hangzhou', 'cn-shanghai'],
  ...['cn-shenzhen', 'cn-chengdu', 'cn-hongkong', 'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3'],
  ...['ap-southeast-5', 'ap-south-1', 'us-east-1', 'us-west-1', 'eu-central-1', 'eu-west-1', 'me-east-1'],
);

export const dts = defineProduct({
  code: 'dts',
  apiVersion: '2020-01-01',
  style: 'rpc',
  sdk: '@alicloud/dts20200101',
  title: { zh: '数据传输服务', en: 'Data Transmission Service' },
  endpoints: regional('dts', CENTRAL),
  console: 'https://dtsnew.console.aliyun.com/{{region}}/sync/instance/{{id}}',
  // 20 calls a second of an account in a region: the page of the action.
  quotas: { DescribeDtsJobs: 20 },
});
