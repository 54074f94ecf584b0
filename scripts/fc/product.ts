import { defineProduct, regional } from '../../lib/define';

/**
 * Version 3.0. Errors of functions are not judged: CloudMonitor knows them by region and name together, and its page does not
 * tell the statistics of `acs_fc`.
 */
export const fc = defineProduct({
  code: 'fc',
  apiVersion: '2023-03-30',
  style: 'roa',
  // The page about its signatures knows no other.
  signature: 'v3',
  sdk: '@alicloud/fc20230330',
  title: { zh: '函数计算', en: 'Function Compute' },
  endpoints: regional('fcv3', { 'me-central-1': 'me-central-1.fc.aliyuncs.com' }),
  console: 'https://fcnext.console.aliyun.com/{{region}}/functions',
});
