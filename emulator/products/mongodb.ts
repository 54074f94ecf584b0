import { listing, type Action, type Body, type Call, type Product } from '../define';
import { emulated } from '../emulated';
import { invalidParameter, notFound } from '../errors';
import { lag, levels, memoryLevels, usage, type Monitored, type Moves } from '../metrics';
import { numberPaging } from '../paging';
import { changeRenewal, renewalAction } from '../common/renewals';
import { backupAction, backupPolicyAction, backupRow, clusterBackupRow } from '../common/backups';
import { databaseAt, everHas, EVERYBODY, PRIVATE_RANGE } from '../common/databases';
import { minuteTime, secondTime } from '../time';
import type { Scope } from '../world';
import { describeRegions, regionName, zonesOf } from '../regions';
import { placeOf } from '../common/networks';

const KIND = 'mongoInstance';

/** One MongoDB instance in three is a sharded cluster. */
function typeOf(index: number): 'sharding' | 'replicate' {
  return index % 3 === 2 ? 'sharding' : 'replicate';
}

/** A standalone instance, which tells neither IOPS nor lag. */
function isSingle(scope: Scope, index: number): boolean {
  return index % 6 === 3 && !everHas(scope, KIND, index, 'mongo-iops', 'mongo-lag');
}

function shardId(instanceId: string, n: number): string {
  return `d-${instanceId.slice(4)}${n}`;
}

function row(scope: Scope, index: number): Body {
  const { id, seed, condition, prepaid, expires, created } = databaseAt(scope, KIND, index);
  const type = typeOf(index);
  return {
    DBInstanceId: id,
    DBInstanceDescription: `mongo-${index + 1}`,
    DBInstanceStatus: condition === 'mongo-status-abnormal' ? 'GuardSwitching' : 'Running',
    DBInstanceType: type,
    DBInstanceClass: 'dds.mongo.mid',
    DBInstanceStorage: 100,
    Engine: 'MongoDB',
    EngineVersion: '6.0',
    ChargeType: prepaid ? 'PrePaid' : 'PostPaid',
    ExpireTime: expires === undefined ? '' : minuteTime(expires),
    CreationTime: secondTime(created),
    LockMode: condition === 'mongo-locked' ? 'ManualLock' : 'Unlock',
    NetworkType: 'VPC',
    RegionId: scope.region,
    ZoneId: placeOf(scope, seed).ZoneId,
    KindCode: '1',
    ...(type === 'replicate'
      ? { ReplicationFactor: isSingle(scope, index) ? '1' : '3' }
      : {
          MongosList: {
            MongosAttribute: [{ NodeId: `s-${id.slice(4)}0`, NodeClass: 'dds.mongos.mid', NodeDescription: '' }],
          },
          ShardList: {
            ShardAttribute: [0, 1].map((n) => ({
              NodeId: shardId(id, n),
              NodeClass: 'dds.shard.mid',
              NodeDescription: '',
              NodeStorage: 50,
              ReadonlyReplicas: 0,
            })),
          },
        }),
    ResourceGroupId: 'rg-acfmemulator00a',
    StorageType: 'cloud_essd',
    Tags: { Tag: [] },
  };
}

const TYPES = ['replicate', 'sharding', 'serverless'];

const describeDBInstances: Action = {
  name: 'DescribeDBInstances',
  params: ['DBInstanceType', 'DBInstanceId'],
  paging: numberPaging({ default: 30, max: 100, over: 'refuse', oneOf: [30, 50, 100] }),
  items: 'DBInstances.DBInstance',
  itemId: 'DBInstanceId',
  handle(call) {
    const { scope, params } = call;
    const { DBInstanceType: type = 'replicate', DBInstanceId: id } = params;
    if (!TYPES.includes(type)) throw invalidParameter('DBInstanceType', `one of ${TYPES.join(', ')} expected`);
    const chosen = scope.filtered(KIND, `${type}/${id ?? ''}`, (index) => {
      const own = scope.population(KIND).idOf(index);
      return typeOf(index) === type && (id ?? own) === own;
    });
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i))));
    return { DBInstances: { DBInstance: rows }, ...fields };
  },
};

/** The condition of the instance that a call asks for. @throws ApiError 404 */
function conditionOf({ scope, params }: Call): string | undefined {
  const index = scope.find(KIND, params.DBInstanceId ?? '');
  if (index === undefined) throw notFound('InvalidDBInstanceId.NotFound', 'The specified instance does not exist.');
  return scope.condition(KIND, index);
}

const describeSecurityIps: Action = {
  name: 'DescribeSecurityIps',
  params: ['DBInstanceId'],
  required: ['DBInstanceId'],
  handle(call) {
    const ips = conditionOf(call) === 'mongo-whitelist-open' ? EVERYBODY : PRIVATE_RANGE;
    return {
      SecurityIps: ips,
      SecurityIpGroups: {
        SecurityIpGroup: [{ SecurityIpGroupName: 'default', SecurityIpGroupAttribute: '', SecurityIpList: ips }],
      },
    };
  },
};

const describeReplicaSetRole: Action = {
  name: 'DescribeReplicaSetRole',
  params: ['DBInstanceId'],
  required: ['DBInstanceId'],
  handle(call) {
    conditionOf(call);
    const { DBInstanceId: id = '' } = call.params;
    const ReplicaSet = ['Primary', 'Secondary'].map((role) => ({
      ReplicaSetRole: role,
      ConnectionDomain: `${id}.mongodb.rds.aliyuncs.com`,
      ConnectionPort: '3717',
      NetworkType: 'VPC',
    }));
    return { DBInstanceId: id, ReplicaSets: { ReplicaSet } };
  },
};

const describeShardingNetworkAddress: Action = {
  name: 'DescribeShardingNetworkAddress',
  params: ['DBInstanceId'],
  required: ['DBInstanceId'],
  handle(call) {
    conditionOf(call);
    const { DBInstanceId: id = '' } = call.params;
    const NetworkAddress = [{ NodeId: `s-${id.slice(4)}0`, NodeType: 'mongos', NetworkType: 'VPC', Port: '3717' }];
    return { NetworkAddresses: { NetworkAddress } };
  },
};

const describeAuditPolicy: Action = {
  name: 'DescribeAuditPolicy',
  params: ['DBInstanceId'],
  required: ['DBInstanceId'],
  handle: (call) => ({ LogAuditStatus: conditionOf(call) === 'mongo-audit-off' ? 'Disabled' : 'Enable' }),
};

const mongoMonitored: Monitored = {
  kind: KIND,
  dimension: 'instanceId',
  nodeDimensions: ['subinstanceId', 'role'],
  kindsOf(scope, index) {
    if (typeOf(index) === 'sharding') return ['sharding'];
    return [isSingle(scope, index) ? 'single' : 'replica'];
  },
  node(id, metric, n) {
    const role = n % 2 === 0 ? 'Primary' : 'Secondary';
    if (metric.of === 'sharding') return { subinstanceId: shardId(id, Math.floor(n / 2)), role };
    return metric.of === 'replica' ? { role } : {};
  },
};

const BACKED_UP = { kind: KIND, name: 'mongo', id: 'DBInstanceId' } as const;

const api: Product = {
  code: 'dds',
  aliases: ['mongodb'],
  version: '2015-12-01',
  actions: [
    describeRegions('Regions.DdsRegion', {
      row: (region) => ({
        RegionId: region,
        RegionName: regionName(region),
        EndPoint: `mongodb.${region}.aliyuncs.com`,
        Zones: { Zone: zonesOf(region).map(({ id, name }) => ({ ZoneId: id, ZoneName: name, VpcEnabled: true })) },
      }),
    }),
    describeDBInstances,
    describeSecurityIps,
    describeAuditPolicy,
    describeReplicaSetRole,
    describeShardingNetworkAddress,
    backupAction({
      ...BACKED_UP,
      action: { name: 'DescribeBackups', params: ['NodeId'], items: 'Backups.Backup', itemId: 'BackupId' },
      paging: numberPaging({ default: 30, max: 100, over: 'refuse', oneOf: [30, 50, 100] }),
      row: (backup, seed, n) => ({ ...backupRow(backup, seed, n), IsAvail: true }),
      answer: (rows) => ({ Backups: { Backup: rows } }),
    }),
    backupAction({
      ...BACKED_UP,
      action: {
        name: 'DescribeClusterBackups',
        params: ['IsOnlyGetClusterBackUp'],
        items: 'ClusterBackups',
        itemId: 'ClusterBackupId',
      },
      paging: numberPaging({
        default: 30,
        max: 100,
        over: 'refuse',
        oneOf: [30, 50, 100],
        names: { page: 'PageNo', size: 'PageSize' },
      }),
      row: clusterBackupRow,
      answer: (rows) => ({ ClusterBackups: rows }),
      fits: (_, index) => typeOf(index) === 'sharding',
      untold: true,
    }),
    backupPolicyAction(BACKED_UP),
    renewalAction({
      name: 'DescribeInstanceAutoRenewalAttribute',
      kind: KIND,
      params: ['DBInstanceId', 'DBInstanceType'],
      id: 'DBInstanceId',
      total: 'ItemsNumbers',
      items: 'Items.Item',
      itemId: 'DbInstanceId',
      fits: ({ params: { DBInstanceType: type = 'replicate' } }, index) => typeOf(index) === type,
      row: ({ id, automatic }, { region }) => ({ DbInstanceId: id, AutoRenew: String(automatic), RegionId: region }),
    }),
    changeRenewal({
      ...{ name: 'ModifyInstanceAutoRenewalAttribute', kind: KIND, id: 'DBInstanceId' },
      ...{ status: 'AutoRenew', on: 'true', off: 'false' },
    }),
  ],
};

/** Two shards or mongos, each with a primary and a secondary; what is wrong is wrong with a whole shard. */
const SHARDS = { of: 'sharding', nodes: 4, troubled: 2 };

const LAGS: Moves = { 'mongo-lag-warning': [40, 50], 'mongo-lag-critical': [90, 200] };

const MONGODB = [
  lag('ReplicationLag', { of: 'replica', nodes: 2 }, LAGS),
  lag('ShardingReplicationLag', SHARDS, LAGS),
  ...['CPU', 'Memory', 'Disk', 'IOPS', 'Connection'].flatMap((what) => {
    const name = `mongo-${what === 'Connection' ? 'conn' : what.toLowerCase()}`;
    const under = what === 'Memory' ? memoryLevels(name) : levels(name);
    return [
      usage(`${what}Utilization`, { of: 'replica', nodes: 2 }, under),
      usage(`Sharding${what}Utilization`, SHARDS, under),
      ...(what === 'IOPS' ? [] : [usage(`SingleNode${what}Utilization`, { of: 'single' }, under)]),
    ];
  }),
];

export const mongodb = emulated({
  products: [api],
  kinds: {
    mongoInstance: { prefix: 'dds-', size: 'mongoInstances', usual: 60 },
  },
  conditions: {
    'mongo-expiring': { kind: 'mongoInstance', detail: 'subscription expires in 5 days' },
    'mongo-expiring-warning': { kind: 'mongoInstance', detail: 'subscription expires in 20 days' },
    'mongo-locked': { kind: 'mongoInstance', detail: 'ManualLock' },
    'mongo-cpu-warning': { kind: 'mongoInstance', detail: 'CPU of one node about 85 %' },
    'mongo-cpu-critical': { kind: 'mongoInstance', detail: 'CPU of one node about 97 %' },
    'mongo-memory-warning': { kind: 'mongoInstance', detail: 'memory of one node about 92 %' },
    'mongo-memory-critical': {
      kind: 'mongoInstance',
      detail: 'memory of one node about 97 %, and nothing else is high',
    },
    'mongo-disk-warning': { kind: 'mongoInstance', detail: 'disk of one node about 85 %' },
    'mongo-disk-critical': { kind: 'mongoInstance', detail: 'disk of one node about 97 %' },
    'mongo-iops-warning': { kind: 'mongoInstance', detail: 'IOPS of one node about 85 %' },
    'mongo-iops-critical': { kind: 'mongoInstance', detail: 'IOPS of one node about 97 %' },
    'mongo-conn-warning': { kind: 'mongoInstance', detail: 'connections of one node about 85 %' },
    'mongo-conn-critical': { kind: 'mongoInstance', detail: 'connections of one node about 97 %' },
    'mongo-whitelist-open': { kind: 'mongoInstance', detail: 'whitelist group default holds 0.0.0.0/0' },
    'mongo-audit-off': { kind: 'mongoInstance', detail: 'LogAuditStatus Disabled' },
    'mongo-lag-warning': { kind: 'mongoInstance', detail: 'one node about 45 s behind' },
    'mongo-lag-critical': { kind: 'mongoInstance', detail: 'one node about 150 s behind' },
    'mongo-status-abnormal': { kind: 'mongoInstance', detail: 'DBInstanceStatus GuardSwitching' },
    'mongo-backup-missing': { kind: 'mongoInstance', detail: 'newest successful backup 5 days old' },
    'mongo-backup-failed': {
      kind: 'mongoInstance',
      detail: 'newest backup failed, the one before succeeded 30 hours ago',
    },
  },
  raises: {
    'mongo-expiring': ['mongodb-expiring critical'],
    'mongo-expiring-warning': ['mongodb-expiring warning'],
    'mongo-locked': ['mongodb-locked critical'],
    'mongo-cpu-warning': ['mongodb-cpu-high warning'],
    'mongo-cpu-critical': ['mongodb-cpu-high critical'],
    'mongo-memory-warning': ['mongodb-memory-high warning'],
    'mongo-memory-critical': ['mongodb-memory-high warning'],
    'mongo-disk-warning': ['mongodb-disk-high warning'],
    'mongo-disk-critical': ['mongodb-disk-high critical'],
    'mongo-iops-warning': ['mongodb-iops-high warning'],
    'mongo-iops-critical': ['mongodb-iops-high critical'],
    'mongo-conn-warning': ['mongodb-conn-high warning'],
    'mongo-conn-critical': ['mongodb-conn-high critical'],
    'mongo-whitelist-open': ['mongodb-whitelist-open error'],
    'mongo-audit-off': ['mongodb-audit-off warning'],
    'mongo-lag-warning': ['mongodb-replica-lag warning'],
    'mongo-lag-critical': ['mongodb-replica-lag critical'],
    'mongo-status-abnormal': ['mongodb-status-abnormal critical'],
    'mongo-backup-missing': ['mongodb-backup-missing critical'],
    'mongo-backup-failed': ['mongodb-backup-missing warning'],
  },
  metrics: {
    acs_mongodb: { ...mongoMonitored, metrics: MONGODB },
  },
});
