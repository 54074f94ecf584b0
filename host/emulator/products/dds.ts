import { invalidParameter } from '../errors';
import { numberPaging } from '../paging';
import { hash } from '../random';
import type { Scope } from '../world';
import { DAY, HOUR, minuteTime, secondTime } from '../world';
import type { Action, Body, Product } from './define';
import { listing } from './define';

/** One MongoDB instance in three is a sharded cluster. */
function typeOf(scope: Scope, index: number): 'sharding' | 'replicate' {
  return index % 3 === 2 && scope.population('mongoInstance').lifeOf(index).length === 0 ? 'sharding' : 'replicate';
}

function row(scope: Scope, index: number): Body {
  const { now } = scope.world;
  const population = scope.population('mongoInstance');
  const seed = hash(population.key, index);
  const prepaid = population.lifeOf(index).includes('mongo-expiring') || seed % 2 === 0;
  const expiring = scope.condition('mongoInstance', index) === 'mongo-expiring';
  const type = typeOf(scope, index);
  return {
    DBInstanceId: population.idOf(index),
    DBInstanceDescription: `mongo-${index + 1}`,
    DBInstanceStatus: 'Running',
    DBInstanceType: type,
    DBInstanceClass: 'dds.mongo.mid',
    DBInstanceStorage: 100,
    Engine: 'MongoDB',
    EngineVersion: '6.0',
    ChargeType: prepaid ? 'PrePaid' : 'PostPaid',
    ExpireTime: prepaid ? minuteTime(now + (expiring ? 5 * DAY + HOUR : (60 + (seed % 300)) * DAY)) : '',
    CreationTime: secondTime(now - (100 + (seed % 300)) * DAY),
    LockMode: 'Unlock',
    NetworkType: 'VPC',
    RegionId: scope.region,
    ZoneId: `${scope.region}-h`,
    KindCode: '1',
    ...(type === 'replicate'
      ? { ReplicationFactor: '3' }
      : {
          MongosList: { MongosAttribute: [{ NodeId: `s-${index}`, NodeClass: 'dds.mongos.mid', NodeDescription: '' }] },
          ShardList: {
            ShardAttribute: [
              {
                NodeId: `d-${index}`,
                NodeClass: 'dds.shard.mid',
                NodeDescription: '',
                NodeStorage: 50,
                ReadonlyReplicas: 0,
              },
            ],
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
    const chosen = scope.filtered('mongoInstance', `${type}/${id ?? ''}`, (index) => {
      const own = scope.population('mongoInstance').idOf(index);
      return typeOf(scope, index) === type && (id ?? own) === own;
    });
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i))));
    return { DBInstances: { DBInstance: rows }, ...fields };
  },
};

export const dds: Product = {
  code: 'dds',
  aliases: ['mongodb'],
  version: '2015-12-01',
  actions: [describeDBInstances],
};
