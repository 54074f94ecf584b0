import { defineProduct, regional } from '../../lib/define';

export const cms = defineProduct({
  code: 'cms',
  apiVersion: '2019-01-01',
  style: 'rpc',
  sdk: '@alicloud/cms20190101',
  title: { zh: '云监控', en: 'CloudMonitor' },
  endpoints: regional('metrics'),
  console: 'https://cloudmonitornext.console.aliyun.com/event/system-event',
});
