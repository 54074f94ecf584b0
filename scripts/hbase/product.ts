import { defineProduct, regional, sameHost } from '../../lib/define';

/** Of a single node nothing tells for sure: it is not judged. */
export const hbase = defineProduct({
  code: 'hbase',
  apiVersion: '2019-01-01',
  style: 'rpc',
  sdk: '@alicloud/hbase20190101',
  title: { zh: '云数据库 HBase', en: 'ApsaraDB for HBase' },
  endpoints: regional('hbase', sameHost('hbase.aliyuncs.com', 'cn-wulanchabu', 'ap-southeast-2', 'ap-south-1')),
  console: 'https://hbase.console.aliyun.com/hbase/{{region}}/clusters/{{id}}',
});
