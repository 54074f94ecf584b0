import { defineCollector, instant, must, number, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { mongodb } from '../product';

/**
 * The API lists one architecture at a time, replica sets (and standalone instances) unless told. `serverless` is not
 * asked for: it exists in the China site only, and elsewhere the question is refused.
 */
export const instances = defineCollector({
  id: 'mongodb-instances',
  product: mongodb,
  title: { zh: 'MongoDB 实例', en: 'MongoDB instances' },
  scope: 'region',
  call: rpc('DescribeDBInstances'),
  paging: pageNumber({ max: 100, sizes: [30, 50, 100] }),
  items: 'DBInstances.DBInstance',
  variants: [{ DBInstanceType: 'replicate' }, { DBInstanceType: 'sharding' }],
  assetId: 'DBInstanceId',
  assetName: 'DBInstanceDescription',
  fields: {
    dBInstanceStatus: must(text('DBInstanceStatus')),
    dBInstanceType: must(text('DBInstanceType')),
    replicationFactor: text('ReplicationFactor'),
    engine: text('Engine'),
    engineVersion: text('EngineVersion'),
    dBInstanceClass: text('DBInstanceClass'),
    dBInstanceStorage: number('DBInstanceStorage'),
    chargeType: text('ChargeType'),
    expireTime: instant('ExpireTime'),
    creationTime: instant('CreationTime'),
    lockMode: text('LockMode'),
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
