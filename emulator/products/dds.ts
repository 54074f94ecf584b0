import { invalidParameter, notFound } from '../errors';
import { numberPaging } from '../paging';
import type { Scope } from '../world';
import { minuteTime, secondTime } from '../world';
import type { Monitored } from './databases';
import { databaseAt, everHas, EVERYBODY, PRIVATE_RANGE } from './databases';
import type { Action, Body, Call, Product } from './define';
import { describeRegions, listing } from './define';
import { renewalAction } from './renewals';

const KIND = 'mongoInstance';

/** One MongoDB instance in three is a sharded cluster. */
function typeOf(index: number): 'sharding' | 'replicate' {
  return index % 3 === 2 ? 'sharding' : 'replicate';
}

/** A standalone instance, which tells no IOPS. */
function isSingle(scope: Scope, index: number): boolean {
  return index % 6 === 3 && !everHas(scope, KIND, index, 'mongo-iops');
}

function shardId(instanceId: string, n: number): string {
  return `d-${instanceId.slice(4)}${n}`;
}

function row(scope: Scope, index: number): Body {
  const { id, condition, prepaid, expires, created } = databaseAt(scope, KIND, index);
  const type = typeOf(index);
  return {
    DBInstanceId: id,
    DBInstanceDescription: `mongo-${index + 1}`,
    DBInstanceStatus: 'Running',
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
    ZoneId: `${scope.region}-h`,
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

export const mongoMonitored: Monitored = {
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

export const dds: Product = {
  code: 'dds',
  aliases: ['mongodb'],
  version: '2015-12-01',
  actions: [
    describeRegions('Regions.DdsRegion'),
    describeDBInstances,
    describeSecurityIps,
    describeAuditPolicy,
    describeReplicaSetRole,
    describeShardingNetworkAddress,
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
  ],
};
