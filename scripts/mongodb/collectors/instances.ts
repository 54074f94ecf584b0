import {
  defineCollector,
  instant,
  list,
  must,
  number,
  oneOf,
  pageNumber,
  rpc,
  tagMap,
  text,
} from '../../../lib/define';
import { mongodb } from '../product';
import { STATES } from '../states';

/**
 * The API lists one architecture at a time, replica sets (and standalone instances) by default; `serverless` exists in the
 * China site only. Values are those of DescribeDBInstances, the lock of a read-only instance that of RDS.
 */
export const instances = defineCollector({
  id: 'mongodb-instances',
  product: mongodb,
  title: { zh: 'MongoDB 实例', en: 'MongoDB instances' },
  scope: 'region',
  call: rpc('DescribeDBInstances'),
  paging: pageNumber({ max: 100, sizes: [30, 50, 100] }),
  items: 'DBInstances.DBInstance',
  rare: [{ DBInstanceType: 'serverless' }],
  variants: [{ DBInstanceType: 'replicate' }, { DBInstanceType: 'sharding' }],
  assetId: 'DBInstanceId',
  assetName: 'DBInstanceDescription',
  fields: {
    dBInstanceStatus: must(oneOf('DBInstanceStatus', STATES)),
    dBInstanceType: must(oneOf('DBInstanceType', ['replicate', 'sharding', 'serverless'])),
    replicationFactor: number('ReplicationFactor'),
    engine: text('Engine'),
    engineVersion: text('EngineVersion'),
    dBInstanceClass: text('DBInstanceClass'),
    dBInstanceStorage: number('DBInstanceStorage'),
    storageType: text('StorageType'),
    shardAttribute: list('ShardList.ShardAttribute[]', { nodeId: text('NodeId') }),
    chargeType: oneOf('ChargeType', ['PrePaid', 'PostPaid']),
    expireTime: instant('ExpireTime'),
    creationTime: instant('CreationTime'),
    lockMode: oneOf('LockMode', [
      ...['Unlock', 'ManualLock', 'LockByExpiration', 'LockByRestoration', 'LockByDiskQuota'],
      ...['LockReadInstanceByDiskQuota', 'Released'],
    ]),
    zoneId: text('ZoneId'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  resourceType: 'ACS::MongoDB::DBInstance',
  remember: ['dBInstanceStatus', 'chargeType', 'expireTime'],
  show: [
    'dBInstanceStatus',
    'dBInstanceType',
    'engineVersion',
    'dBInstanceClass',
    'chargeType',
    'expireTime',
    'zoneId',
    'tags',
  ],
});
