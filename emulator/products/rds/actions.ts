import { listing, without, type Action, type Body, type Call, type Product } from '../../define';
import { invalidParameter, notFound } from '../../errors';
import type { Monitored } from '../../metrics';
import { eitherPaging, numberPaging, tokenPaging } from '../../paging';
import { backupRow, backupsOf, isWeekdays } from '../../common/backups';
import {
  databaseAt,
  everHas,
  EVERYBODY,
  addressesOf,
  modifyWhitelist,
  PRIVATE_RANGE,
  RECORD_PAGING,
} from '../../common/databases';
import { changeRenewal, isAutomatic } from '../../common/renewals';
import { describeRegions, regionRow, zonesOf } from '../../regions';
import { secondTime } from '../../time';
import { settings } from './settings';
import type { Scope } from '../../world';
import { placeOf } from '../../common/networks';

const KIND = 'rdsInstance';

function isReadOnly(scope: Scope, index: number): boolean {
  const healthy = scope.population(KIND).lifeOf(index).length === 0;
  return everHas(scope, KIND, index, 'rds-lag') || (healthy && index % 10 === 9);
}

/** A read-only instance reads from the primary instance before it; a list of nothing else has no primary. */
function masterOf(scope: Scope, index: number): number | undefined {
  const { size } = scope.population(KIND);
  for (let step = 1; step < size; step++) {
    const before = (index - step + size) % size;
    if (!isReadOnly(scope, before)) return before;
  }
  return undefined;
}

function replicasOf(scope: Scope, index: number): number[] {
  const { size } = scope.population(KIND);
  const found: number[] = [];
  for (let step = 1; step < size; step++) {
    const after = (index + step) % size;
    if (!isReadOnly(scope, after)) break;
    found.push(after);
  }
  return found;
}

type Engine = 'MySQL' | 'MariaDB' | 'PostgreSQL' | 'SQLServer';

const ENGINES: readonly Engine[] = [
  ...(['MySQL', 'MySQL', 'MySQL', 'MySQL', 'MySQL', 'MySQL'] as const),
  ...(['MariaDB', 'PostgreSQL', 'PostgreSQL', 'SQLServer'] as const),
];

const VERSIONS = { MySQL: '8.0', MariaDB: '10.3', PostgreSQL: '16.0', SQLServer: '2019_std_ha' } as const;

const PORTS = { MySQL: '3306', MariaDB: '3306', PostgreSQL: '5432', SQLServer: '1433' } as const;

/** SQL Server tells no share of connections or IOPS, and no lag, and its memory is full by design. */
function engineOf(scope: Scope, index: number): Engine {
  const primary = isReadOnly(scope, index) ? (masterOf(scope, index) ?? index) : index;
  const engine = ENGINES[databaseAt(scope, KIND, primary).seed % ENGINES.length] ?? 'MySQL';
  if (engine === 'MariaDB' && everHas(scope, KIND, primary, 'rds-neglected')) return 'MySQL';
  const needed =
    replicasOf(scope, primary).length > 0 ||
    everHas(scope, KIND, primary, 'rds-conn', 'rds-iops', 'rds-lag', 'rds-idle', 'rds-memory');
  return engine === 'SQLServer' && needed ? 'PostgreSQL' : engine;
}

function isCluster(scope: Scope, index: number): boolean {
  if (engineOf(scope, index) !== 'MySQL' || isReadOnly(scope, index)) return false;
  // A condition concerns one node; who is idle is so on all of them.
  if (everHas(scope, KIND, index, 'rds-idle', 'rds-basic')) return false;
  return (databaseAt(scope, KIND, index).seed >>> 5) % 5 === 0;
}

function categoryOf(scope: Scope, index: number): string {
  if (scope.condition(KIND, index) === 'rds-basic') return 'Basic';
  return isCluster(scope, index) ? 'cluster' : 'HighAvailability';
}

/** What a list tells only when it is asked to. */
interface Asked {
  readonly withLevel: boolean;
  readonly withRenewal: boolean;
}

function row(scope: Scope, index: number, { withLevel, withRenewal }: Asked): Body {
  const { id, seed, condition, prepaid, expires, created } = databaseAt(scope, KIND, index);
  const population = scope.population(KIND);
  const engine = engineOf(scope, index);
  const readOnly = isReadOnly(scope, index);
  const master = readOnly ? masterOf(scope, index) : undefined;
  const replicas = readOnly ? [] : replicasOf(scope, index);
  const locked = condition === 'rds-locked';
  const { VpcId, VSwitchId, ZoneId } = placeOf(scope, seed);
  return {
    DBInstanceId: id,
    DBInstanceDescription: `database-${index + 1}`,
    DBInstanceStatus: condition === 'rds-status-abnormal' ? 'GuardSwitching' : 'Running',
    DBInstanceType: readOnly ? 'Readonly' : 'Primary',
    DBInstanceClass: `rds.${engine.toLowerCase()}.s3.large`,
    DBInstanceNetType: 'Intranet',
    DBInstanceStorageType: 'cloud_essd',
    Engine: engine,
    EngineVersion: VERSIONS[engine],
    ...(withLevel && { Category: categoryOf(scope, index) }),
    ...(withRenewal && { AutoRenewal: isAutomatic(scope, KIND, index) }),
    PayType: prepaid ? 'Prepaid' : 'Postpaid',
    ExpireTime: expires === undefined ? '' : secondTime(expires),
    CreateTime: secondTime(created),
    LockMode: locked ? 'LockByDiskQuota' : 'Unlock',
    LockReason: locked ? 'instance_disk_full' : '',
    DeletionProtection: scope.written<boolean>(KIND, index, 'deletionProtection') ?? condition !== 'rds-neglected',
    ...(master !== undefined && { MasterInstanceId: population.idOf(master) }),
    ReadOnlyDBInstanceIds: {
      ReadOnlyDBInstanceId: replicas.map((replica) => ({ DBInstanceId: population.idOf(replica) })),
    },
    RegionId: scope.region,
    ZoneId,
    VpcId,
    VSwitchId,
    ConnectionString: `${id}.${engine.toLowerCase()}.rds.aliyuncs.com`,
    DBInstanceCPU: '2',
    DBInstanceMemory: 8192,
    MutriORsignle: false,
    BurstingEnabled: false,
    IoAccelerationEnabled: 'disabled',
    TipsLevel: 0,
    InstanceNetworkType: 'VPC',
    ConnectionMode: 'Standard',
    ResourceGroupId: 'rg-acfmemulator00a',
  };
}

/** One instance with what the list does not tell: where it listens, how large it is. */
function attributeOf(scope: Scope, index: number): Body {
  const listed = row(scope, index, { withLevel: true, withRenewal: false });
  const { CreateTime: CreationTime } = listed;
  return {
    ...without(listed, 'CreateTime', 'MutriORsignle'),
    CreationTime,
    Port: PORTS[engineOf(scope, index)],
    AvailabilityValue: '100.0%',
    DBInstanceStorage: 100,
    DBInstanceDiskUsed: '21474836480',
    DBInstanceClassType: 'x',
    MaxConnections: 2000,
    MaxIOPS: 10_000,
    MaintainTime: '18:00Z-22:00Z',
    AccountMaxQuantity: 500,
    DBMaxQuantity: 500,
    SecurityIPMode: 'normal',
    SecurityIPList: PRIVATE_RANGE,
    SuperPermissionMode: '',
    TimeZone: 'Asia/Shanghai',
    Extra: { DBInstanceIds: { DBInstanceId: [] } },
    SlaveZones: { SlaveZone: [] },
  };
}

const FILTERS = ['DBInstanceId', 'DBInstanceStatus', 'PayType', 'Engine', 'DBInstanceType'];

const describeDBInstances: Action = {
  name: 'DescribeDBInstances',
  params: [...FILTERS, 'InstanceLevel', 'QueryAutoRenewal'],
  required: ['RegionId'],
  paging: eitherPaging(
    tokenPaging({ default: 30, max: 100, pageTotal: 'TotalRecordCount' }),
    numberPaging({ default: 30, max: 100, over: 'refuse', total: 'TotalRecordCount', echo: 'PageRecordCount' }),
  ),
  items: 'Items.DBInstance',
  itemId: 'DBInstanceId',
  handle(call) {
    const { scope, params } = call;
    const asked = { withLevel: params.InstanceLevel === '1', withRenewal: params.QueryAutoRenewal === 'true' };
    const wanted = FILTERS.filter((name) => params[name] !== undefined);
    const chosen =
      wanted.length === 0
        ? scope.live(KIND)
        : scope.filtered(KIND, wanted.map((name) => `${name}=${params[name] ?? ''}`).join('&'), (index) => {
            const fields = row(scope, index, asked);
            return wanted.every((name) => fields[name] === params[name]);
          });
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i), asked)));
    return { Items: { DBInstance: rows }, ...fields };
  },
};

/** The instance that a call asks for. @throws ApiError 404 */
function wantedIndex({ scope, params }: Call): number {
  const index = scope.find(KIND, params.DBInstanceId ?? '');
  if (index === undefined) throw notFound('InvalidDBInstanceId.NotFound', 'The specified instance does not exist.');
  return index;
}

const describeBackups: Action = {
  name: 'DescribeBackups',
  params: ['DBInstanceId', 'BackupStatus'],
  required: ['DBInstanceId'],
  paging: RECORD_PAGING,
  items: 'Items.Backup',
  itemId: 'BackupId',
  handle(call) {
    const { scope, params } = call;
    const index = wantedIndex(call);
    const { id, seed } = databaseAt(scope, KIND, index);
    const status = params.BackupStatus;
    const all = isReadOnly(scope, index) ? [] : backupsOf(scope, KIND, index, 'rds');
    const backups = all.filter((backup) => (status ?? backup.status) === backup.status);
    const { rows, fields } = call.page(
      listing(backups.length, (n): Body => {
        const backup = backups[n] ?? { end: 0, status: 'Success' };
        const size = backup.status === 'Success' ? 2_167_808 : 0;
        return { ...backupRow(backup, seed, n), DBInstanceId: id, BackupSize: size };
      }),
    );
    // Here the numbers of paging are texts.
    const texts = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
    return { Items: { Backup: rows }, ...texts };
  },
};

const describeBackupPolicy: Action = {
  name: 'DescribeBackupPolicy',
  params: ['DBInstanceId', 'BackupPolicyMode'],
  required: ['DBInstanceId'],
  handle(call) {
    const index = wantedIndex(call);
    const weekdays = isWeekdays(call.scope, KIND, index, 'rds');
    const condition = call.scope.condition(KIND, index);
    return {
      PreferredBackupPeriod: weekdays
        ? 'Tuesday,Thursday,Saturday'
        : 'Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday',
      PreferredBackupTime: '18:00Z-19:00Z',
      BackupRetentionPeriod: condition === 'rds-retention-short' ? 3 : 7,
      BackupLog: 'Enable',
      EnableBackupLog: '1',
    };
  },
};

const OPS = `${EVERYBODY},203.0.113.9`;

const modifySecurityIps = modifyWhitelist({
  kind: KIND,
  id: 'DBInstanceId',
  group: 'DBInstanceIPArrayName',
  wantedIndex,
  usual: (_, __, group) => (group === 'ops' ? OPS : PRIVATE_RANGE),
});

const describeDBInstanceIPArrayList: Action = {
  name: 'DescribeDBInstanceIPArrayList',
  params: ['DBInstanceId'],
  required: ['DBInstanceId'],
  handle(call) {
    const index = wantedIndex(call);
    const { condition } = databaseAt(call.scope, KIND, index);
    const group = (name: string, ips: string, attribute = ''): Body => ({
      DBInstanceIPArrayName: name,
      DBInstanceIPArrayAttribute: attribute,
      SecurityIPType: 'IPv4',
      SecurityIPList: addressesOf(call.scope, KIND, index, name, ips),
    });
    return {
      Items: {
        DBInstanceIPArray: [
          group('default', PRIVATE_RANGE),
          ...(condition === 'rds-whitelist-open' ? [group('ops', OPS)] : []),
          group('hdm_security_ips', '100.104.0.0/16', 'hidden'),
        ],
      },
    };
  },
};

const describeDBInstanceNetInfo: Action = {
  name: 'DescribeDBInstanceNetInfo',
  params: ['DBInstanceId'],
  required: ['DBInstanceId'],
  handle(call) {
    const { scope } = call;
    const index = wantedIndex(call);
    const { id, seed, condition } = databaseAt(scope, KIND, index);
    const engine = engineOf(scope, index);
    const { VpcId, VSwitchId } = placeOf(scope, seed);
    const endpoint = (type: 'Private' | 'Public'): Body => ({
      ConnectionString: `${id}${type === 'Public' ? '-pub' : ''}.${engine.toLowerCase()}.rds.aliyuncs.com`,
      ConnectionStringType: 'Normal',
      IPType: type,
      IPAddress:
        type === 'Public' ? `198.51.100.${(seed % 253) + 1}` : `10.11.${(seed >>> 8) % 256}.${(seed % 253) + 1}`,
      Port: PORTS[engine],
      VPCId: type === 'Public' ? '' : VpcId,
      VSwitchId: type === 'Public' ? '' : VSwitchId,
      Upgradeable: 'Disabled',
    });
    const open = condition === 'rds-public-endpoint';
    return {
      InstanceNetworkType: 'VPC',
      SecurityIPMode: 'normal',
      DBInstanceNetInfos: { DBInstanceNetInfo: [endpoint('Private'), ...(open ? [endpoint('Public')] : [])] },
    };
  },
};

const modifyDeletionProtection: Action = {
  name: 'ModifyDBInstanceDeletionProtection',
  params: ['DBInstanceId', 'DeletionProtection'],
  required: ['DBInstanceId', 'DeletionProtection'],
  handle(call) {
    const { DeletionProtection: flag } = call.params;
    if (flag !== 'true' && flag !== 'false') throw invalidParameter('DeletionProtection', 'true or false');
    call.scope.write(KIND, wantedIndex(call), 'deletionProtection', flag === 'true');
    return {};
  },
};

/** What a month of any instance costs. */
const MONTH = 430;

const describeRenewalPrice: Action = {
  name: 'DescribeRenewalPrice',
  params: ['RegionId', 'DBInstanceId', 'TimeType', 'UsedTime'],
  required: ['DBInstanceId', 'TimeType', 'UsedTime'],
  handle(call) {
    const { TimeType: type, UsedTime: time = '' } = call.params;
    if (type !== 'Month' || !/^[1-9]$/.test(time)) throw invalidParameter('UsedTime', '1 to 9, of Month');
    if (!databaseAt(call.scope, KIND, wantedIndex(call)).prepaid)
      throw invalidParameter('DBInstanceId', 'a subscription');
    const price = MONTH * Number(time);
    return {
      PriceInfo: {
        ...{ OriginalPrice: price, DiscountPrice: 0, TradePrice: price, Currency: 'CNY' },
        ...{ Coupons: { Coupon: [] }, RuleIds: { RuleId: [] } },
      },
      Rules: { Rule: [] },
    };
  },
};

export const rdsMonitored: Monitored = {
  kind: KIND,
  dimension: 'instanceId',
  nodeDimensions: ['nodeId'],
  kindsOf(scope, index) {
    const engine = engineOf(scope, index);
    const family =
      engine === 'MySQL' || engine === 'MariaDB' ? 'mysql' : engine.toLowerCase().replace('postgresql', 'postgres');
    if (isCluster(scope, index)) return ['mysql-cluster'];
    return isReadOnly(scope, index) ? [family, `${family}-readonly`] : [family];
  },
  node: (id, metric, n) => (metric.nodes === undefined ? {} : { nodeId: `rn-${id.slice(3)}${n}` }),
};

export const api: Product = {
  code: 'rds',
  version: '2014-08-15',
  actions: [
    modifySecurityIps,
    describeRegions('Regions.RDSRegion', {
      // A row for each zone.
      row: (region, call) =>
        zonesOf(region).map(({ id, name }) => ({ ...regionRow(region, call), ZoneId: id, ZoneName: name })),
    }),
    describeDBInstances,
    describeBackups,
    describeBackupPolicy,
    describeDBInstanceIPArrayList,
    describeDBInstanceNetInfo,
    modifyDeletionProtection,
    describeRenewalPrice,
    changeRenewal({
      ...{ name: 'ModifyInstanceAutoRenewalAttribute', kind: KIND, id: 'DBInstanceId', status: 'AutoRenew' },
      ...{ on: 'True', off: 'False', others: ['RegionId'] },
    }),
    ...settings(wantedIndex, engineOf, attributeOf),
  ],
};
