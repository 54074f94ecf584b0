import { listing, type Action, type Body, type Call, type Product } from '../define';
import { emulated } from '../emulated';
import { invalidParameter, notFound } from '../errors';
import { CRITICAL, usage, type Monitored, type Shape } from '../metrics';
import { numberPaging } from '../paging';
import { changeRenewal, renewalAction } from '../common/renewals';
import { backupAction, backupPolicyAction, backupRow, clusterBackupRow } from '../common/backups';
import { addressesOf, databaseAt, everHas, EVERYBODY, modifyWhitelist, PRIVATE_RANGE } from '../common/databases';
import { secondTime } from '../time';
import type { Scope } from '../world';
import { describeRegions, regionRow, zonesOf } from '../regions';
import { placeOf } from '../common/networks';

const KIND = 'redisInstance';

const ARCHITECTURES = ['standard', 'standard', 'cluster', 'rwsplit'] as const;

const FAMILY = { standard: 'standard', cluster: 'sharding', rwsplit: 'splitrw' } as const;

function architectureOf(scope: Scope, index: number): (typeof ARCHITECTURES)[number] {
  // That one shard is full takes shards.
  if (everHas(scope, KIND, index, 'redis-memory-critical')) return 'cluster';
  return ARCHITECTURES[databaseAt(scope, KIND, index).seed % ARCHITECTURES.length] ?? 'standard';
}

/** Tair on cloud disks, which CloudMonitor measures apart: a healthy standard instance in eight. */
function isOnDisk(scope: Scope, index: number): boolean {
  const healthy = scope.population(KIND).lifeOf(index).length === 0;
  return healthy && index % 8 === 7 && architectureOf(scope, index) === 'standard';
}

function row(scope: Scope, index: number): Body {
  const { id, seed, condition, prepaid, expires, created } = databaseAt(scope, KIND, index);
  const { VpcId, VSwitchId, ZoneId } = placeOf(scope, seed);
  return {
    InstanceId: id,
    InstanceName: `cache-${index + 1}`,
    InstanceStatus: condition === 'redis-status-abnormal' ? 'Unavailable' : 'Normal',
    InstanceType: isOnDisk(scope, index) ? 'Tair' : 'Redis',
    InstanceClass: isOnDisk(scope, index) ? 'tair.essd.standard.xlarge' : 'redis.master.small.default',
    ArchitectureType: architectureOf(scope, index),
    EditionType: 'Community',
    EngineVersion: '7.0',
    Capacity: 4096,
    Connections: 20_000,
    Bandwidth: 96,
    QPS: 100_000,
    ChargeType: prepaid ? 'PrePaid' : 'PostPaid',
    EndTime: expires === undefined ? '' : secondTime(expires),
    CreateTime: secondTime(created),
    ConnectionDomain: `${id}.redis.rds.aliyuncs.com`,
    ConnectionMode: 'Standard',
    Port: 6379,
    PrivateIp: `10.12.${(seed >>> 8) % 256}.${(seed % 253) + 1}`,
    NetworkType: 'VPC',
    NodeType: 'double',
    PackageType: 'standard',
    HasRenewChangeOrder: false,
    IsRds: true,
    RegionId: scope.region,
    ZoneId,
    VpcId,
    VSwitchId,
    ResourceGroupId: 'rg-acfmemulator00a',
    Tags: { Tag: [{ Key: 'env', Value: 'production' }] },
  };
}

const FILTERS = ['InstanceStatus', 'ChargeType', 'ArchitectureType'];

const describeInstances: Action = {
  name: 'DescribeInstances',
  params: [...FILTERS, 'InstanceIds'],
  paging: numberPaging({ default: 30, max: 50, over: 'cap' }),
  items: 'Instances.KVStoreInstance',
  itemId: 'InstanceId',
  handle(call) {
    const { scope, params } = call;
    const wanted = FILTERS.filter((name) => params[name] !== undefined);
    const only = params.InstanceIds?.split(',');
    const name = [...wanted, 'InstanceIds'].map((one) => `${one}=${params[one] ?? ''}`).join('&');
    const chosen =
      wanted.length === 0 && only === undefined
        ? scope.live(KIND)
        : scope.filtered(KIND, name, (index) => {
            const fields = row(scope, index);
            return (
              wanted.every((one) => fields[one] === params[one]) && (only?.includes(String(fields.InstanceId)) ?? true)
            );
          });
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i))));
    return { Instances: { KVStoreInstance: rows }, ...fields };
  },
};

/** The instance that a call asks for. @throws ApiError 404 */
function wantedIndex({ scope, params }: Call): number {
  const index = scope.find(KIND, params.InstanceId ?? '');
  if (index === undefined) throw notFound('InvalidInstanceId.NotFound', 'The specified instance does not exist.');
  return index;
}

const describeInstanceAttribute: Action = {
  name: 'DescribeInstanceAttribute',
  params: ['InstanceId'],
  required: ['InstanceId'],
  items: 'Instances.DBInstanceAttribute',
  itemId: 'InstanceId',
  handle(call) {
    const index = wantedIndex(call);
    const { condition } = databaseAt(call.scope, KIND, index);
    const { InstanceId, InstanceName, InstanceStatus, ArchitectureType, ChargeType, Capacity } = row(call.scope, index);
    return {
      Instances: {
        DBInstanceAttribute: [
          {
            ...{ InstanceId, InstanceName, InstanceStatus, ArchitectureType, ChargeType, Capacity },
            Engine: 'Redis',
            VpcAuthMode:
              call.scope.written<string>(KIND, index, 'authMode') ??
              (condition === 'redis-password-free' ? 'Close' : 'Open'),
            InstanceReleaseProtection: true,
            RegionId: call.scope.region,
          },
        ],
      },
    };
  },
};

const describeSecurityIps: Action = {
  name: 'DescribeSecurityIps',
  params: ['InstanceId'],
  required: ['InstanceId'],
  handle(call) {
    const index = wantedIndex(call);
    return {
      SecurityIpGroups: {
        SecurityIpGroup: [
          {
            SecurityIpGroupName: 'default',
            SecurityIpGroupAttribute: '',
            SecurityIpList: addressesOf(call.scope, KIND, index, 'default', usualAddresses(call.scope, index)),
          },
          {
            SecurityIpGroupName: 'ali_dms_group',
            SecurityIpGroupAttribute: 'hidden',
            SecurityIpList: '100.104.175.0/24',
          },
        ],
      },
    };
  },
};

/** Of the default group: an open one keeps the addresses that it had before somebody opened it. */
function usualAddresses(scope: Scope, index: number): string {
  return scope.condition(KIND, index) === 'redis-whitelist-open' ? `${EVERYBODY},${PRIVATE_RANGE}` : PRIVATE_RANGE;
}

const modifyInstanceVpcAuthMode: Action = {
  name: 'ModifyInstanceVpcAuthMode',
  params: ['InstanceId', 'VpcAuthMode'],
  required: ['InstanceId', 'VpcAuthMode'],
  handle(call) {
    const { VpcAuthMode: mode = '' } = call.params;
    if (!['Open', 'Close'].includes(mode)) throw invalidParameter('VpcAuthMode', 'Open or Close');
    call.scope.write(KIND, wantedIndex(call), 'authMode', mode);
    return {};
  },
};

const describeDBInstanceNetInfo: Action = {
  name: 'DescribeDBInstanceNetInfo',
  params: ['InstanceId'],
  required: ['InstanceId'],
  handle(call) {
    const { id, seed, condition } = databaseAt(call.scope, KIND, wantedIndex(call));
    const { VpcId, VSwitchId } = placeOf(call.scope, seed);
    const endpoint = (type: 'Private' | 'Public'): Body => ({
      ConnectionString: `${id}${type === 'Public' ? 'pd' : ''}.redis.rds.aliyuncs.com`,
      DBInstanceNetType: type === 'Public' ? '0' : '2',
      DirectConnection: 0,
      IPType: type,
      IPAddress:
        type === 'Public' ? `198.51.100.${(seed % 253) + 1}` : `10.12.${(seed >>> 8) % 256}.${(seed % 253) + 1}`,
      Port: '6379',
      VPCId: type === 'Public' ? '' : VpcId,
      VSwitchId: type === 'Public' ? '' : VSwitchId,
      Upgradeable: '0',
    });
    const open = condition === 'redis-public-endpoint';
    return {
      InstanceNetworkType: 'VPC',
      NetInfoItems: { InstanceNetInfo: [endpoint('Private'), ...(open ? [endpoint('Public')] : [])] },
    };
  },
};

const redisMonitored: Monitored = {
  kind: KIND,
  dimension: 'instanceId',
  nodeDimensions: ['nodeId'],
  kindsOf: (scope, index) => [isOnDisk(scope, index) ? 'disk' : FAMILY[architectureOf(scope, index)]],
  node: (id, metric, n) => (metric.nodes === undefined ? {} : { nodeId: `${id}-db-${n}` }),
};

const BACKED_UP = { kind: KIND, name: 'redis', id: 'InstanceId' } as const;

/** What a month of any instance costs. */
const MONTH = 180;

const describePrice: Action = {
  name: 'DescribePrice',
  params: ['RegionId', 'OrderType', 'InstanceId', 'Period'],
  required: ['OrderType'],
  handle(call) {
    const { OrderType: type, Period: period = '' } = call.params;
    if (type !== 'RENEW') throw invalidParameter('OrderType', 'only RENEW is emulated');
    if (!/^([1-9]|12|24|36)$/.test(period)) throw invalidParameter('Period', '1 to 9, 12, 24 or 36');
    if (!databaseAt(call.scope, KIND, wantedIndex(call)).prepaid)
      throw invalidParameter('InstanceId', 'a subscription');
    const amount = String(MONTH * Number(period));
    return {
      Order: {
        ...{ OriginalAmount: amount, DiscountAmount: '0', TradeAmount: amount, Currency: 'CNY' },
        ...{ Coupons: { Coupon: [] }, RuleIds: { RuleId: [] } },
      },
      Rules: { Rule: [] },
      SubOrders: { SubOrder: [] },
    };
  },
};

const api: Product = {
  code: 'r-kvstore',
  aliases: ['redis', 'kvstore'],
  version: '2015-01-01',
  actions: [
    modifyInstanceVpcAuthMode,
    modifyWhitelist({ kind: KIND, id: 'InstanceId', group: 'SecurityIpGroupName', wantedIndex, usual: usualAddresses }),
    describeRegions('RegionIds.KVStoreRegion', {
      row: (region, call) => {
        const zones = zonesOf(region).map(({ id }) => id);
        return { ...regionRow(region, call), ZoneIds: zones.join(','), ZoneIdList: { ZoneId: zones } };
      },
    }),
    describeInstances,
    describeInstanceAttribute,
    describeSecurityIps,
    describeDBInstanceNetInfo,
    backupAction({
      ...BACKED_UP,
      action: { name: 'DescribeBackups', items: 'Backups.Backup', itemId: 'BackupId' },
      paging: numberPaging({ default: 30, max: 300, over: 'refuse', oneOf: [30, 50, 100, 200, 300] }),
      row: (backup, seed, n) => ({
        ...backupRow(backup, seed, n),
        BackupId: 300_000_000 + (seed % 1_000_000) * 10 + n,
      }),
      answer: (rows) => ({ Backups: { Backup: rows } }),
    }),
    backupAction({
      ...BACKED_UP,
      action: {
        name: 'DescribeClusterBackupList',
        params: ['NoShardBackup'],
        items: 'ClusterBackups',
        itemId: 'ClusterBackupId',
      },
      paging: numberPaging({ default: 30, max: 300, over: 'refuse', oneOf: [5, 10, 15, 20, 30, 50, 100, 200, 300] }),
      row: clusterBackupRow,
      answer: (rows) => ({ ClusterBackups: rows }),
      untold: true,
    }),
    backupPolicyAction(BACKED_UP),
    renewalAction({
      name: 'DescribeInstanceAutoRenewalAttribute',
      kind: KIND,
      params: ['DBInstanceId'],
      id: 'DBInstanceId',
      total: 'TotalRecordCount',
      items: 'Items.Item',
      itemId: 'DBInstanceId',
      row: ({ id, automatic }, { region }) => ({
        DBInstanceId: id,
        AutoRenew: String(automatic),
        Duration: 1,
        RegionId: region,
      }),
    }),
    describePrice,
    changeRenewal({
      ...{ name: 'ModifyInstanceAutoRenewalAttribute', kind: KIND, id: 'DBInstanceId' },
      ...{ status: 'AutoRenew', on: 'true', off: 'false', others: ['Product'] },
    }),
  ],
};

const REDIS = ['Standard', 'Sharding', 'Splitrw'].flatMap((family) => {
  const shape: Shape = family === 'Standard' ? { of: 'standard' } : { of: family.toLowerCase(), nodes: 3 };
  return [
    usage(`${family}CpuUsage`, shape, { 'redis-cpu-warning': [66, 74], 'redis-cpu-critical': CRITICAL }),
    usage(`${family}MemoryUsage`, shape, { 'redis-memory-warning': [83, 87], 'redis-memory-critical': CRITICAL }),
    usage(`${family}ConnectionUsage`, shape, { 'redis-conn-warning': [66, 74], 'redis-conn-critical': CRITICAL }),
    usage(`${family}IntranetInRatio`, shape),
    usage(`${family}IntranetOutRatio`, shape, {
      'redis-bandwidth-warning': [86, 90],
      'redis-bandwidth-critical': CRITICAL,
    }),
  ];
});

const TAIR = ['CpuUsage', 'MemoryUsage', 'ConnectionUsage', 'IntranetInRatio', 'IntranetOutRatio'].map((what) =>
  usage(`TairPDBStandard${what}`, { of: 'disk' }),
);

export const redis = emulated({
  products: [api],
  kinds: {
    redisInstance: { prefix: 'r-', size: 'redisInstances', usual: 40 },
  },
  conditions: {
    'redis-monthly': {
      kind: 'redisInstance',
      detail: 'subscription by the month, renewed nine days before its end',
      usual: false,
    },
    'redis-expiring': { kind: 'redisInstance', detail: 'subscription expires in 5 days' },
    'redis-expiring-warning': { kind: 'redisInstance', detail: 'subscription expires in 20 days' },
    'redis-status-abnormal': { kind: 'redisInstance', detail: 'InstanceStatus Unavailable' },
    'redis-memory-warning': { kind: 'redisInstance', detail: 'memory of one node about 85 %' },
    'redis-memory-critical': { kind: 'redisInstance', detail: 'memory of one shard about 97 %' },
    'redis-cpu-warning': { kind: 'redisInstance', detail: 'CPU of one node about 70 %' },
    'redis-cpu-critical': { kind: 'redisInstance', detail: 'CPU of one node about 97 %' },
    'redis-conn-warning': { kind: 'redisInstance', detail: 'connections of one node about 70 %' },
    'redis-conn-critical': { kind: 'redisInstance', detail: 'connections of one node about 97 %' },
    'redis-bandwidth-warning': { kind: 'redisInstance', detail: 'outbound bandwidth of one node about 88 %' },
    'redis-bandwidth-critical': { kind: 'redisInstance', detail: 'outbound bandwidth of one node about 97 %' },
    'redis-whitelist-open': { kind: 'redisInstance', detail: 'whitelist group default holds 0.0.0.0/0' },
    'redis-public-endpoint': { kind: 'redisInstance', detail: 'a public endpoint beside the private one' },
    'redis-password-free': { kind: 'redisInstance', detail: 'VpcAuthMode Close' },
    'redis-backup-missing': { kind: 'redisInstance', detail: 'newest successful backup 5 days old' },
    'redis-backup-failed': {
      kind: 'redisInstance',
      detail: 'newest backup failed, the one before succeeded 30 hours ago',
    },
  },
  raises: {
    'redis-monthly': { nothing: 'it renews itself' },
    'redis-expiring': ['redis-expiring critical'],
    'redis-expiring-warning': ['redis-expiring warning'],
    'redis-status-abnormal': ['redis-status-abnormal critical'],
    'redis-memory-warning': ['redis-memory-high warning'],
    'redis-memory-critical': ['redis-memory-high critical'],
    'redis-cpu-warning': ['redis-cpu-high warning'],
    'redis-cpu-critical': ['redis-cpu-high critical'],
    'redis-conn-warning': ['redis-conn-high warning'],
    'redis-conn-critical': ['redis-conn-high critical'],
    'redis-bandwidth-warning': ['redis-bandwidth-high warning'],
    'redis-bandwidth-critical': ['redis-bandwidth-high critical'],
    'redis-whitelist-open': ['redis-whitelist-open error'],
    'redis-public-endpoint': ['redis-public-endpoint error'],
    'redis-password-free': ['redis-password-free error'],
    'redis-backup-missing': ['redis-backup-missing error'],
    'redis-backup-failed': ['redis-backup-missing warning'],
  },
  metrics: {
    acs_kvstore: { ...redisMonitored, metrics: REDIS },
    acs_tair: { ...redisMonitored, metrics: TAIR },
  },
});
