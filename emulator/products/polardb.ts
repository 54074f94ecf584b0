import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { lag, levels, memoryLevels, usage, type Metric, type Monitored } from '../metrics';
import { changeRenewal, renewalAction } from '../common/renewals';
import { backupAction, backupPolicyAction, backupRow } from '../common/backups';
import { databaseAt, everHas, RECORD_PAGING } from '../common/databases';
import { secondTime } from '../time';
import type { Scope } from '../world';
import { describeRegions, zonesOf } from '../regions';
import { placeOf } from '../common/networks';

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
  const { id, seed, condition, prepaid, expires, created } = databaseAt(scope, KIND, index);
  const type = typeOf(scope, index);
  const { VpcId, VSwitchId, ZoneId } = placeOf(scope, seed);
  const place = { RegionId: scope.region, ZoneId };
  const nodeClass = `polar.${type.toLowerCase()}.x4.large`;
  return {
    DBClusterId: id,
    DBClusterDescription: `cluster-${index + 1}`,
    DBClusterStatus: condition === 'polardb-creating' ? 'Creating' : 'Running',
    DBClusterNetworkType: 'VPC',
    VpcId,
    VswitchId: VSwitchId,
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
  paging: RECORD_PAGING,
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

const polardbMonitored: Monitored = {
  kind: KIND,
  dimension: 'clusterId',
  nodeDimensions: ['nodeId', 'instanceId'],
  kindsOf: (scope, index) => [typeOf(scope, index)],
  node(id, metric, n) {
    if (metric.name === 'cluster_replica_lag') return { instanceId: nodeId(id, 1) };
    return metric.of === 'MySQL' ? { nodeId: nodeId(id, n) } : { instanceId: nodeId(id, n) };
  },
};

const BACKED_UP = { kind: KIND, name: 'polardb', id: 'DBClusterId' } as const;

const api: Product = {
  code: 'polardb',
  version: '2017-08-01',
  actions: [
    describeRegions('Regions.Region', {
      params: [],
      row: (region) => ({
        RegionId: region,
        Zones: { Zone: zonesOf(region).map(({ id }) => ({ ZoneId: id, VpcEnabled: true })) },
      }),
    }),
    describeDBClusters,
    backupAction({
      ...BACKED_UP,
      action: { name: 'DescribeBackups', items: 'Items.Backup', itemId: 'BackupId' },
      paging: RECORD_PAGING,
      row: (backup, seed, n) => ({ ...backupRow(backup, seed, n), BackupMethod: 'Snapshot', IsAvail: '1' }),
      answer: (rows) => ({ Items: { Backup: rows } }),
      texts: true,
    }),
    backupPolicyAction({ ...BACKED_UP, retention: false }),
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
    changeRenewal({
      ...{ name: 'ModifyAutoRenewAttribute', kind: KIND, id: 'DBClusterIds', status: 'RenewalStatus' },
      ...{ on: 'AutoRenewal', off: 'Normal', others: ['RegionId', 'PeriodUnit'] },
    }),
  ],
};

const POLARDB_MYSQL = { of: 'MySQL', nodes: 2 };

const POLARDB_POSTGRES = { of: 'PostgreSQL', nodes: 2 };

const POLARDB: readonly Metric[] = [
  usage('cluster_cpu_utilization', POLARDB_MYSQL, levels('polardb-cpu')),
  usage('cluster_memory_utilization', POLARDB_MYSQL, memoryLevels('polardb-memory')),
  usage('cluster_connection_utilization', POLARDB_MYSQL, levels('polardb-conn')),
  usage('cluster_iops_usage', POLARDB_MYSQL, levels('polardb-iops')),
  lag(
    'cluster_replica_lag',
    { of: 'MySQL' },
    {
      'polardb-lag-warning': [15, 25],
      'polardb-lag-critical': [90, 120],
    },
  ),
  usage('pg_cpu_total', POLARDB_POSTGRES, levels('polardb-cpu')),
  usage('pg_mem_usage', POLARDB_POSTGRES, memoryLevels('polardb-memory')),
  usage('pg_conn_usage', POLARDB_POSTGRES, levels('polardb-conn')),
  usage('oracle_cpu_total', { of: 'Oracle', nodes: 2 }, levels('polardb-cpu')),
];

export const polardb = emulated({
  products: [api],
  kinds: {
    polardbCluster: { prefix: 'pc-', size: 'polardbClusters', usual: 40 },
  },
  conditions: {
    'polardb-expiring': { kind: 'polardbCluster', detail: 'subscription expires in 5 days' },
    'polardb-expiring-warning': { kind: 'polardbCluster', detail: 'subscription expires in 20 days' },
    'polardb-locked': { kind: 'polardbCluster', detail: 'ManualLock' },
    'polardb-cpu-warning': { kind: 'polardbCluster', detail: 'CPU of one node about 85 %' },
    'polardb-cpu-critical': { kind: 'polardbCluster', detail: 'CPU of one node about 97 %' },
    'polardb-memory-warning': { kind: 'polardbCluster', detail: 'memory of one node about 92 %' },
    'polardb-memory-critical': {
      kind: 'polardbCluster',
      detail: 'memory of one node about 97 %, and nothing else is high',
    },
    'polardb-conn-warning': { kind: 'polardbCluster', detail: 'connections of one node about 85 %' },
    'polardb-conn-critical': { kind: 'polardbCluster', detail: 'connections of one node about 97 %' },
    'polardb-iops-warning': { kind: 'polardbCluster', detail: 'IOPS of one node about 85 %' },
    'polardb-iops-critical': { kind: 'polardbCluster', detail: 'IOPS of one node about 97 %' },
    'polardb-storage-warning': { kind: 'polardbCluster', detail: '85 % of the subscribed storage used' },
    'polardb-storage-critical': { kind: 'polardbCluster', detail: '96 % of the subscribed storage used' },
    'polardb-lag-warning': { kind: 'polardbCluster', detail: 'a reader node about 20 s behind' },
    'polardb-lag-critical': { kind: 'polardbCluster', detail: 'a reader node about 100 s behind' },
    'polardb-creating': { kind: 'polardbCluster', detail: 'DBClusterStatus Creating, months after it was created' },
    'polardb-backup-missing': { kind: 'polardbCluster', detail: 'newest successful backup 5 days old' },
    'polardb-backup-failed': {
      kind: 'polardbCluster',
      detail: 'newest backup failed, the one before succeeded 30 hours ago',
    },
  },
  raises: {
    'polardb-expiring': ['polardb-expiring critical'],
    'polardb-expiring-warning': ['polardb-expiring warning'],
    'polardb-locked': ['polardb-locked critical'],
    'polardb-cpu-warning': ['polardb-cpu-high warning'],
    'polardb-cpu-critical': ['polardb-cpu-high critical'],
    'polardb-memory-warning': ['polardb-memory-high warning'],
    'polardb-memory-critical': ['polardb-memory-high warning'],
    'polardb-conn-warning': ['polardb-conn-high warning'],
    'polardb-conn-critical': ['polardb-conn-high critical'],
    'polardb-iops-warning': ['polardb-iops-high warning'],
    'polardb-iops-critical': ['polardb-iops-high critical'],
    'polardb-storage-warning': ['polardb-storage-high warning'],
    'polardb-storage-critical': ['polardb-storage-high critical'],
    'polardb-lag-warning': ['polardb-replica-lag warning'],
    'polardb-lag-critical': ['polardb-replica-lag critical'],
    'polardb-creating': ['polardb-status-abnormal error'],
    'polardb-backup-missing': ['polardb-backup-missing critical'],
    'polardb-backup-failed': ['polardb-backup-missing warning'],
  },
  metrics: {
    acs_polardb: { ...polardbMonitored, metrics: POLARDB },
  },
});
