import type { Body, Product } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { databaseAt } from '../common/databases';
import { lister, placeOf, RESOURCE_GROUP } from '../common/networks';
import { secondTime } from '../time';
import type { Scope } from '../world';

const KIND = 'clickhouseCluster';

function row(scope: Scope, index: number): Body {
  const { id, seed, condition, prepaid, expires, created } = databaseAt(scope, KIND, index);
  const { VpcId, VSwitchId, ZoneId } = placeOf(scope, seed);
  return {
    DBClusterId: id,
    DBClusterDescription: `cluster-${index + 1}`,
    DBClusterStatus: 'Running',
    PayType: prepaid ? 'Prepaid' : 'Postpaid',
    ExpireTime: expires === undefined ? '' : secondTime(expires),
    CreateTime: secondTime(created),
    LockMode: condition === 'clickhouse-full' ? 'LockByDiskQuota' : 'Unlock',
    Category: condition === 'clickhouse-single-replica' ? 'Basic' : 'HighAvailability',
    DbVersion: '23.8',
    DBNodeClass: 'S8',
    DBNodeCount: 2,
    DBNodeStorage: 500,
    RegionId: scope.region,
    VpcId,
    VSwitchId,
    ZoneId,
    ResourceGroupId: RESOURCE_GROUP,
    Tags: { Tag: [] },
  };
}

const api: Product = {
  code: 'clickhouse',
  version: '2019-11-11',
  actions: [
    lister({
      kind: KIND,
      row,
      filters: ['DBClusterStatus'],
      action: {
        name: 'DescribeDBClusters',
        required: ['RegionId'],
        paging: numberPaging({ default: 30, max: 100, over: 'refuse', oneOf: [30, 50, 100] }),
        items: 'DBClusters.DBCluster',
        itemId: 'DBClusterId',
      },
      answer: (rows) => ({ DBClusters: { DBCluster: rows } }),
    }),
  ],
};

export const clickhouse = emulated({
  products: [api],
  kinds: {
    clickhouseCluster: { prefix: 'cc-', size: 'clickhouseClusters', usual: 10 },
  },
  conditions: {
    'clickhouse-expiring': { kind: KIND, detail: 'subscription expires in 5 days' },
    'clickhouse-expiring-warning': { kind: KIND, detail: 'subscription expires in 20 days' },
    'clickhouse-full': { kind: KIND, detail: 'LockByDiskQuota' },
    'clickhouse-single-replica': { kind: KIND, detail: 'Category Basic' },
  },
  raises: {
    'clickhouse-expiring': ['clickhouse-expiring critical'],
    'clickhouse-expiring-warning': ['clickhouse-expiring warning'],
    'clickhouse-full': ['clickhouse-locked critical'],
    'clickhouse-single-replica': ['clickhouse-single-replica info'],
  },
});
