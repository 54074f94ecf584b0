import { defineProduct, regional, sameHost } from '../../lib/define';

/** The official model has no list of its states, so that no state is judged; of a single node nothing tells for sure. */
export const hbase = defineProduct({
  code: 'hbase',
  apiVersion: '2019-01-01',
  style: 'rpc',
  sdk: '@alicloud/hbase20190101',
  title: { zh: '云数据库 HBase', en: 'ApsaraDB for HBase' },
  endpoints: regional('hbase', sameHost('hbase.aliyuncs.com', 'cn-wulanchabu', 'ap-southeast-2', 'ap-south-1')),
  console: 'https://hbase.console.aliyun.com/hbase/{{region}}/clusters/{{id}}',
});
