import { defineProduct, regional, sameHost } from '../../lib/define';

/**
 * Of a single node nothing tells for sure: it is not judged. Clusters of the Enhanced Edition (`hbaseue`) are instances of Lindorm with
 * the ids that Lindorm gives them (https://alibabacloud.com/help/en/hbase/developer-reference/api-describemultizonecluster): where both
 * products list one, Lindorm tells.
 */
export const hbase = defineProduct({
  code: 'hbase',
  apiVersion: '2019-01-01',
  style: 'rpc',
  sdk: '@alicloud/hbase20190101',
  title: { zh: '云数据库 HBase', en: 'ApsaraDB for HBase' },
  endpoints: regional('hbase', sameHost('hbase.aliyuncs.com', 'cn-wulanchabu', 'ap-southeast-2', 'ap-south-1')),
  console: 'https://hbase.console.aliyun.com/hbase/{{region}}/clusters/{{id}}',
});
