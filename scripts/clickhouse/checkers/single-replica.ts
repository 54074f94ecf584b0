import { defineChecker } from '../../../lib/define';
import { clusters } from '../collectors/clusters';
import { released } from '../states';

export const singleReplica = defineChecker({
  id: 'clickhouse-single-replica',
  asset: clusters,
  title: { zh: 'ClickHouse 集群是单副本版', en: 'ClickHouse cluster has one replica' },
  why: {
    zh: '单副本版的节点故障时，该节点上的数据在恢复之前无法查询。',
    en: 'When a node of the Single-replica Edition fails, its data cannot be queried until it is back.',
  },
  remedy: {
    zh: '生产环境使用双副本版；测试集群可在检查中过滤掉。',
    en: 'Use the Double-replica Edition for production; filter test clusters out of the inspection.',
  },
  noFix: {
    zh: '双副本版须新建集群并迁移数据。',
    en: 'Two replicas take another cluster, and the data have to be moved.',
  },
  severity: 'info',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/clickhouse/developer-reference/api-clickhouse-2019-11-11-describedbclusters',
  params: {},
  messages: {
    single: {
      zh: 'ClickHouse 集群 {{id}}（{{name}}）是单副本版',
      en: 'ClickHouse cluster {{id}} ({{name}}) is of the Single-replica Edition',
    },
  },
  check(cluster, { pass, fail, skip, unknown }) {
    const { id, name, category } = cluster;
    const gone = released(cluster);
    if (gone) return skip(gone);
    if (category === undefined) return unknown({ zh: '应答中没有系列', en: 'its edition is not in the answer' });
    return category === 'Basic' ? fail('single', { id, name }) : pass();
  },
});
