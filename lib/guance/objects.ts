import type { Metric, Reading } from '../define';
import { redact } from '../credentials/redact';
import type { AccountRef, AnyAsset } from '../model';
import type { Gateway } from './gateway';
import { lineBatches } from './gateway';
import { toLine, type Category, type DataPoint, type FieldValue } from './line';

/** How one kind of asset is written: its measurement with its tags and fields, by their wire names. */
export interface ObjectSchema {
  readonly measurement: string;
  /** The product's code. */
  readonly product: string;
  /** The wire name of the id; an asset is of this kind when its field of that name is its id. */
  readonly id: string;
  /** The wire name of a field that only this kind has, where another kind's id has the same name. */
  readonly has?: string;
  /** A wire name, or `[documented name, the asset's field]` where they differ. */
  readonly tags: readonly (string | readonly [string, string])[];
  readonly fields: readonly (string | readonly [string, string])[];
}

const words = (text: string) => text.split(' ').filter(Boolean);

/** As Guance's own collectors write them. */
const DOCUMENTED: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_ecs',
    product: 'ecs',
    id: 'InstanceId',
    tags: [
      ...words('HostName InstanceName InstanceId ZoneId InstanceChargeType InternetChargeType OSType'),
      ['PublicIpAddress_IpAddress', 'PublicIpAddress'],
      ...words('InstanceType InstanceTypeFamily Status'),
    ],
    fields: [
      ...words('CreationTime StartTime ExpiredTime disks network_interfaces instance_renew_attribute'),
      ['OperationLocks', 'lockReasons'],
      ...words('instances_full_status Memory Cpu InternetMaxBandwidthOut InternetMinBandwidthIn AutoReleaseTime'),
    ],
  },
  {
    measurement: 'aliyun_rds',
    product: 'rds',
    id: 'DBInstanceId',
    tags: words(
      'DBInstanceType PayType Engine DBInstanceClass DBInstanceId ZoneId DBInstanceDescription LockMode Category ' +
        'ConnectionMode DBInstanceNetType DBInstanceStorageType',
    ),
    fields: [
      ['CreationTime', 'CreateTime'],
      ...words('ExpireTime DiskUsed BackupSize LogSize BackupLogSize BackupDataSize ConnectionString'),
      ...words('DBInstanceStorage accounts databases SSLExpireTime'),
    ],
  },
  {
    measurement: 'aliyun_slb',
    product: 'slb',
    id: 'LoadBalancerId',
    tags: [
      ...words('LoadBalancerId SlaveZoneId MasterZoneId Address PayType LoadBalancerName LoadBalancerStatus'),
      // The number that goes by the documented name is not what is documented.
      ['InternetChargeType', 'InternetChargeTypeAlias'],
      ...words('AutoReleaseTime RenewalStatus AddressType NetworkType'),
    ],
    fields: [
      ['CreateTime', 'CreateTimeStamp'],
      ...words('ListenerPortsAndProtocol ServerHealthStatus ServerCertificates Bandwidth EndTimeStamp'),
    ],
  },
  {
    measurement: 'aliyun_alb',
    product: 'alb',
    id: 'LoadBalancerId',
    tags: words(
      'AddressType DNSName LoadBalancerBussinessStatus LoadBalancerEdition LoadBalancerId LoadBalancerName ' +
        'LoadBalancerStatus PayType VpcId',
    ),
    fields: ['CreateTime'],
  },
  {
    measurement: 'aliyun_redis',
    product: 'r-kvstore',
    id: 'InstanceId',
    tags: words(
      'InstanceId ZoneId InstanceClass EngineVersion ChargeType ConnectionDomain NetworkType PrivateIp Port ' +
        'InstanceName InstanceType InstanceStatus',
    ),
    fields: words('Capacity EndTime CreateTime Accounts'),
  },
  {
    measurement: 'aliyun_mongodb',
    product: 'dds',
    id: 'DBInstanceId',
    tags: words(
      'DBInstanceType ChargeType Engine DBInstanceClass DBInstanceId ZoneId VPCId EngineVersion ' +
        'CurrentKernelVersion StorageEngine DBInstanceDescription LockMode',
    ),
    fields: words('ExpireTime DBInstanceStorage ReplicaSets'),
  },
  {
    measurement: 'aliyun_polardb',
    product: 'polardb',
    id: 'DBClusterId',
    tags: words(
      'VpcId DBNodeNumber PayType DBType LockMode DBVersion DBClusterId DBClusterNetworkType ZoneId Engine ' +
        'Category DBClusterDescription DBNodeClass',
    ),
    fields: words('DBNodes Database ExpireTime CreateTime'),
  },
  {
    measurement: 'aliyun_oss',
    product: 'oss',
    id: 'Name',
    tags: [
      ['storage_class', 'StorageClass'],
      ['location', 'Location'],
      ['grant', 'Grant'],
    ],
    fields: [
      ['extranet_endpoint', 'ExtranetEndpoint'],
      ['intranet_endpoint', 'IntranetEndpoint'],
      ['creation_date', 'CreationDate'],
    ],
  },
  {
    measurement: 'aliyun_eip',
    product: 'vpc',
    id: 'AllocationId',
    tags: ['AllocationId', ['EIPName', 'Name'], 'Status', 'IpAddress', 'BusinessStatus', 'ChargeType'],
    fields: words('AllocationTime ExpiredTime Bandwidth InternetChargeType'),
  },
  {
    measurement: 'aliyun_nat',
    product: 'vpc',
    id: 'NatGatewayId',
    tags: ['NatGatewayId', ['instance_name', 'Name'], ...words('VpcId Spec InstanceChargeType BusinessStatus')],
    fields: words('CreationTime ExpiredTime'),
  },
  {
    measurement: 'aliyun_vpn',
    product: 'vpc',
    id: 'VpnGatewayId',
    tags: ['VpnGatewayId', ['vpn_gateway_name', 'Name'], ...words('InternetIp VpcId BusinessStatus')],
    fields: words('CreateTime EndTime'),
  },
  {
    measurement: 'aliyun_vpc',
    product: 'vpc',
    id: 'VpcId',
    tags: ['VpcId'],
    fields: words('VpcName VRouterId CidrBlock'),
  },
  {
    measurement: 'aliyun_cdn',
    product: 'cdn',
    id: 'DomainName',
    tags: words('CdnType DomainName DomainStatus SslProtocol CertName Status CertType CertDomainName'),
    fields: words('CertExpireTime GmtCreated'),
  },
  {
    measurement: 'aliyun_cas',
    product: 'cas',
    id: 'Id',
    tags: ['id'],
    fields: words('buyInAliyun startDate endDate expired sans'),
  },
  {
    measurement: 'aliyun_domain',
    product: 'domain',
    id: 'InstanceId',
    tags: words('DomainType InstanceId DomainName DomainStatus'),
    fields: words('ExpirationDate ExpirationDateStatus RegistrationDate'),
  },
  {
    measurement: 'aliyun_resource_package',
    product: 'bssopenapi',
    id: 'InstanceId',
    has: 'PackageType',
    tags: words('DeductType InstanceId PackageType ProductCode Remark Status'),
    fields: words('EffectiveTime ExpiryTime RemainingAmount RemainingAmountUnit TotalAmount TotalAmountUnit'),
  },
];

/** The main asset of products without a published schema, in the manner of the documented ones. */
const UNDOCUMENTED: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_nlb',
    product: 'nlb',
    id: 'LoadBalancerId',
    tags: words(
      'LoadBalancerId LoadBalancerName LoadBalancerStatus LoadBalancerBusinessStatus AddressType DNSName VpcId',
    ),
    fields: ['CreateTime'],
  },
  {
    measurement: 'aliyun_kafka',
    product: 'alikafka',
    id: 'InstanceId',
    tags: ['InstanceId', ['instance_name', 'Name'], ...words('ViewInstanceStatusCode Series SpecType PaidType VpcId')],
    fields: words('ExpiredTime IoMaxSpec UsedGroupCount'),
  },
  {
    measurement: 'aliyun_rocketmq',
    product: 'rocketmq',
    id: 'instanceId',
    tags: words('instanceId instanceName status seriesCode subSeriesCode paymentType'),
    fields: words('expireTime groupCount topicCount'),
  },
  {
    measurement: 'aliyun_elasticsearch',
    product: 'elasticsearch',
    id: 'instanceId',
    tags: words('instanceId description status esVersion paymentType vpcId'),
    fields: words('endTime nodeAmount'),
  },
  {
    measurement: 'aliyun_nas',
    product: 'nas',
    id: 'FileSystemId',
    tags: words('FileSystemId Description Status FileSystemType ProtocolType ChargeType'),
    fields: words('ExpiredTime Capacity MeteredSize'),
  },
  {
    measurement: 'aliyun_ess',
    product: 'ess',
    id: 'ScalingGroupId',
    tags: words('ScalingGroupId ScalingGroupName LifecycleState GroupType'),
    fields: words('SystemSuspended SuspendedProcesses TotalCapacity MinSize MaxSize'),
  },
  {
    measurement: 'aliyun_ack',
    product: 'cs',
    id: 'cluster_id',
    tags: ['cluster_id', ['cluster_name', 'name'], ...words('state cluster_type cluster_spec current_version')],
    fields: words('size created next_version deletion_protection'),
  },
  {
    measurement: 'aliyun_kms',
    product: 'kms',
    id: 'KeyId',
    tags: words('KeyId KeyArn'),
    fields: [],
  },
  {
    measurement: 'aliyun_ram_user',
    product: 'ims',
    id: 'UserPrincipalName',
    tags: words('UserPrincipalName DisplayName Status ProvisionType'),
    fields: words('UserId CreateDate LastLoginDate'),
  },
];

/** All schemas. `name`, `RegionId`, `cloud_provider`, `account_id`, `account_name` and `message` are on all of them. */
export const OBJECT_SCHEMAS: readonly ObjectSchema[] = [...DOCUMENTED, ...UNDOCUMENTED];

/** What stands on all assets of an account beside what is documented, such as `{ team: 'payments' }`. */
export type ExtraTags = Readonly<Record<string, string>>;

/** Fields of identity, which have places of their own. */
const IDENTITY = new Set(['id', 'name', 'account', 'region', 'product', 'collector']);
/** Fields that may hold a secret, by their names; what Alibaba calls a connection string is a host. */
const SECRET_NAME = /passw|secret|token|private_?key|access_?key|credential|user_?data|signature/i;

/**
 * An asset as an object of the workspace: in the schema of its kind, or, where there is none, under
 * `aliyun_<collector>` with its fields as they are. `message` is the whole asset as JSON, without anything secret.
 *
 * @example objectPoint(instance, new Date()).measurement // 'aliyun_ecs'
 */
export function objectPoint(asset: AnyAsset, time: Date, extra: ExtraTags = {}): DataPoint {
  const schema = schemaOf(asset);
  const tags: Record<string, string | undefined> = {
    name: asset.id,
    cloud_provider: 'aliyun',
    account_id: asset.account.id,
    account_name: asset.account.name,
    RegionId: asset.region,
  };
  const fields: Record<string, FieldValue | undefined> = {};
  if (schema) {
    const find = finder(asset);
    for (const [name, value] of schema.tags.map(find)) tags[name] = tagText(value);
    for (const [name, value] of schema.fields.map(find)) fields[name] = fieldValue(value);
  } else {
    tags.asset_name = asset.name;
    for (const [name, value] of Object.entries(asset)) {
      if (!IDENTITY.has(name) && !SECRET_NAME.test(name)) fields[name] = fieldValue(value);
    }
  }
  fields.message = messageText(asset);
  const measurement = schema?.measurement ?? `aliyun_${asset.collector.replace(/-/g, '_')}`;
  // The library's own tags win: an extra tag may not make an asset another one.
  return { measurement, tags: { ...extra, ...tags }, fields, time };
}

/** The schema of an asset, if there is one. */
export function schemaOf(asset: AnyAsset): ObjectSchema | undefined {
  return OBJECT_SCHEMAS.find((schema) => {
    if (schema.product !== asset.product) return false;
    const { has } = schema;
    if (has !== undefined && !Object.keys(asset).some((key) => same(key, has))) return false;
    const own = Object.entries(asset).find(([key]) => same(key, schema.id));
    return own !== undefined && own[1] === asset.id;
  });
}

/** Wire names and fields differ in their first letter, sometimes in more; never in anything but case and `_`. */
function same(a: string, b: string): boolean {
  return plainName(a) === plainName(b);
}

function plainName(name: string): string {
  return name.replace(/_/g, '').toLowerCase();
}

function finder(asset: AnyAsset) {
  const known = new Map(Object.entries(asset).map(([key, value]) => [plainName(key), value]));
  return (entry: string | readonly [string, string]): readonly [string, unknown] => {
    const [name, wire] = typeof entry === 'string' ? [entry, entry] : entry;
    return [name, known.get(plainName(wire))];
  };
}

function tagText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  // Guance's own collector writes lists of addresses like this.
  if (Array.isArray(value)) return value.length > 0 ? `[${value.map((v) => `'${String(v)}'`).join(', ')}]` : undefined;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(clean(value)) : scalarText(value);
}

function scalarText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function fieldValue(value: unknown): FieldValue | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return redact(value);
  return value instanceof Date ? value.toISOString() : redact(JSON.stringify(clean(value)));
}

function messageText(asset: AnyAsset): string {
  return redact(JSON.stringify(clean(asset)));
}

/** The value without fields whose names speak of secrets. */
function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !SECRET_NAME.test(key))
      .map(([key, v]) => [key, clean(v)]),
  );
}

/** One reading of a metric. */
export interface MetricReading {
  readonly metric: Metric;
  readonly assetId: string;
  readonly account: AccountRef;
  readonly reading: Reading;
  /** Of the same run: its tags stand on the point too, so that metrics can be filtered like assets. */
  readonly asset?: AnyAsset;
}

/**
 * A reading as points of `aliyun_<namespace>` with the field `<Metric>_<Statistic>`; a point for each part, such as a
 * device.
 *
 * @example metricPoints(cpu)[0].fields // { CPUUtilization_Average: 97.5 }
 */
export function metricPoints(of: MetricReading, extra: ExtraTags = {}): DataPoint[] {
  const { metric, reading, assetId, account, asset } = of;
  const linked = asset ? objectPoint(asset, reading.at, extra).tags : { ...extra, account_name: account.name };
  // A point's name would be taken for an object's.
  const tags = { ...linked, name: undefined };
  const point = (value: number, part?: string): DataPoint => ({
    measurement: `aliyun_${metric.namespace}`,
    tags: {
      ...tags,
      cloud_provider: 'aliyun',
      userId: account.id,
      [metric.dimension]: assetId,
      // The documented name, whatever the product calls its dimension.
      instanceId: assetId,
      ...(metric.part !== undefined && part !== undefined ? { [metric.part]: part } : {}),
    },
    fields: { [`${metric.metric}_${metric.statistic}`]: value },
    time: reading.at,
  });
  if (metric.part === undefined || reading.parts.length === 0) return [point(reading.value)];
  return reading.parts.map(({ part, value }) => point(value, part));
}

/** Writes points as they come, in requests of the documented size. */
export interface PointWriter {
  /** Buffers, and sends what fills a request. @throws ReportError, StoppedError */
  add(category: Category, points: readonly DataPoint[]): Promise<void>;
  /** Sends the rest. @throws ReportError, StoppedError */
  flush(): Promise<void>;
  /** Points that a gateway has accepted. */
  readonly written: number;
}

/**
 * @example
 * const writer = pointWriter(gateway);
 * await writer.add('custom_object', assets.map((asset) => objectPoint(asset, now)));
 * await writer.flush();
 */
export function pointWriter(gateway: Gateway): PointWriter {
  const waiting = new Map<Category, string[]>();
  let written = 0;
  async function send(category: Category, all: boolean): Promise<void> {
    const batches = lineBatches(waiting.get(category) ?? []);
    // The last one may still grow.
    const rest = all ? [] : (batches.pop() ?? []);
    waiting.set(category, rest);
    for (const batch of batches) {
      await gateway.write(category, batch);
      written += batch.length;
    }
  }
  return {
    async add(category, points) {
      const lines = points.map((point) => toLine(point, category)).filter((line) => line !== undefined);
      waiting.set(category, [...(waiting.get(category) ?? []), ...lines]);
      await send(category, false);
    },
    async flush() {
      for (const category of [...waiting.keys()]) await send(category, true);
    },
    get written() {
      return written;
    },
  };
}
