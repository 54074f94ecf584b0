import { numberPaging } from '../paging';
import type { Scope } from '../world';
import { secondTime } from '../world';
import type { Monitored } from './databases';
import { databaseAt, everHas } from './databases';
import type { Action, Body, Product } from './define';
import { describeRegions, listing } from './define';
import { renewalAction } from './renewals';

const KIND = 'polardbCluster';
const TYPES = ['MySQL', 'MySQL', 'MySQL', 'PostgreSQL', 'Oracle'] as const;
const VERSIONS = { MySQL: '8.0', PostgreSQL: '14', Oracle: '11' } as const;

/** Only MySQL tells IOPS and lag; the Oracle-compatible engine tells CPU only. */
function typeOf(scope: Scope, index: number): (typeof TYPES)[number] {
  const type = TYPES[databaseAt(scope, KIND, index).seed % TYPES.length] ?? 'MySQL';
  if (everHas(scope, KIND, index, 'polardb-iops', 'polardb-lag')) return 'MySQL';
  return type === 'Oracle' && everHas(scope, KIND, index, 'polardb-memory', 'polardb-conn') ? 'PostgreSQL' : type;
}

/** The first node writes, the second reads. */
function nodeId(clusterId: string, n: number): string {
  return `pi-${clusterId.slice(3)}${n}`;
}

/** Storage of 100 GiB where it can run full; elsewhere it is billed by use. */
function storageOf(scope: Scope, index: number): Body {
  if (!everHas(scope, KIND, index, 'polardb-storage'))
    return { StorageUsed: 3_009_413_120, StorageSpace: 0, StoragePayType: 'Postpaid' };
  const condition = scope.condition(KIND, index);
  const used = condition === 'polardb-storage-critical' ? 96 : condition === 'polardb-storage-warning' ? 85 : 40;
  return { StorageUsed: used * 1024 ** 3, StorageSpace: 100 * 1024 ** 3, StoragePayType: 'Prepaid' };
}

function row(scope: Scope, index: number): Body {
  const { id, condition, prepaid, expires, created } = databaseAt(scope, KIND, index);
  const type = typeOf(scope, index);
  const place = { RegionId: scope.region, ZoneId: `${scope.region}-h` };
  const nodeClass = `polar.${type.toLowerCase()}.x4.large`;
  return {
    DBClusterId: id,
    DBClusterDescription: `cluster-${index + 1}`,
    DBClusterStatus: 'Running',
    DBClusterNetworkType: 'VPC',
    DBType: type,
    DBVersion: VERSIONS[type],
    Engine: 'POLARDB',
    Category: 'Normal',
    SubCategory: 'Exclusive',
    DBNodeClass: nodeClass,
    DBNodeNumber: 2,
    DBNodes: {
      DBNode: ['Writer', 'Reader'].map((role, n) => ({
        DBNodeId: nodeId(id, n),
        DBNodeRole: role,
        DBNodeClass: nodeClass,
        ...place,
      })),
    },
    PayType: prepaid ? 'Prepaid' : 'Postpaid',
    ExpireTime: expires === undefined ? '' : secondTime(expires),
    Expired: prepaid ? 'false' : '',
    CreateTime: secondTime(created),
    LockMode: condition === 'polardb-locked' ? 'ManualLock' : 'Unlock',
    DeletionLock: 1,
    ...storageOf(scope, index),
    ResourceGroupId: 'rg-acfmemulator00a',
    ...place,
    Tags: { Tag: [] },
  };
}

const FILTERS = ['DBClusterStatus', 'PayType', 'DBType'];

const describeDBClusters: Action = {
  name: 'DescribeDBClusters',
  params: FILTERS,
  required: ['RegionId'],
  paging: numberPaging({
    default: 30,
    max: 100,
    over: 'refuse',
    oneOf: [30, 50, 100],
    total: 'TotalRecordCount',
    echo: 'PageRecordCount',
  }),
  items: 'Items.DBCluster',
  itemId: 'DBClusterId',
  handle(call) {
    const { scope, params } = call;
    const wanted = FILTERS.filter((name) => params[name] !== undefined);
    const name = wanted.map((one) => `${one}=${params[one] ?? ''}`).join('&');
    const chosen =
      wanted.length === 0
        ? scope.live(KIND)
        : scope.filtered(KIND, name, (index) => wanted.every((one) => row(scope, index)[one] === params[one]));
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i))));
    return { Items: { DBCluster: rows }, ...fields };
  },
};

export const polardbMonitored: Monitored = {
  kind: KIND,
  dimension: 'clusterId',
  nodeDimensions: ['nodeId', 'instanceId'],
  kindsOf: (scope, index) => [typeOf(scope, index)],
  node(id, metric, n) {
    if (metric.name === 'cluster_replica_lag') return { instanceId: nodeId(id, 1) };
    return metric.of === 'MySQL' ? { nodeId: nodeId(id, n) } : { instanceId: nodeId(id, n) };
  },
};

export const polardb: Product = {
  code: 'polardb',
  version: '2017-08-01',
  actions: [
    describeRegions('Regions.Region'),
    describeDBClusters,
    renewalAction({
      name: 'DescribeAutoRenewAttribute',
      kind: KIND,
      params: ['DBClusterIds'],
      id: 'DBClusterIds',
      total: 'TotalRecordCount',
      items: 'Items.AutoRenewAttribute',
      itemId: 'DBClusterId',
      row: ({ id, automatic }, { region }) => ({
        DBClusterId: id,
        AutoRenewEnabled: automatic,
        RenewalStatus: automatic ? 'AutoRenewal' : 'Normal',
        Duration: 1,
        PeriodUnit: 'Month',
        RegionId: region,
      }),
    }),
  ],
};
