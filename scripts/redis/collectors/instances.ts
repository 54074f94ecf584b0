import { defineCollector, instant, must, number, oneOf, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { redis } from '../product';
import { STATES } from '../states';

/** Values are those of DescribeInstances. */
export const instances = defineCollector({
  id: 'redis-instances',
  product: redis,
  title: { zh: 'Redis 实例', en: 'Redis instances' },
  scope: 'region',
  call: rpc('DescribeInstances'),
  paging: pageNumber({ max: 50 }),
  items: 'Instances.KVStoreInstance',
  assetId: 'InstanceId',
  assetName: 'InstanceName',
  fields: {
    instanceStatus: must(oneOf('InstanceStatus', STATES)),
    instanceType: text('InstanceType'),
    instanceClass: text('InstanceClass'),
    shardClass: text('ShardClass'),
    architectureType: oneOf('ArchitectureType', ['standard', 'cluster', 'rwsplit']),
    engineVersion: text('EngineVersion'),
    capacity: number('Capacity'),
    chargeType: oneOf('ChargeType', ['PrePaid', 'PostPaid']),
    endTime: instant('EndTime'),
    createTime: instant('CreateTime'),
    connectionDomain: text('ConnectionDomain'),
    privateIp: text('PrivateIp'),
    port: number('Port'),
    networkType: text('NetworkType'),
    zoneId: text('ZoneId'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  resourceType: 'ACS::Redis::DBInstance',
  remember: ['instanceStatus', 'chargeType', 'endTime'],
  show: [
    'instanceStatus',
    'architectureType',
    'instanceClass',
    'engineVersion',
    'chargeType',
    'endTime',
    'zoneId',
    'tags',
  ],
});
