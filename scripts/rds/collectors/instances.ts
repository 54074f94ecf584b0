import { defineCollector, instant, must, nextToken, rpc, text } from '../../../lib/define';
import { rds } from '../product';

/** The edition (`Category`) is answered with `InstanceLevel=1` only. The list holds no tags. */
export const instances = defineCollector({
  id: 'rds-instances',
  product: rds,
  title: { zh: 'RDS 实例', en: 'RDS instances' },
  scope: 'region',
  call: rpc('DescribeDBInstances', { InstanceLevel: 1 }),
  paging: nextToken({ max: 100 }),
  items: 'Items.DBInstance',
  assetId: 'DBInstanceId',
  assetName: 'DBInstanceDescription',
  fields: {
    dBInstanceStatus: must(text('DBInstanceStatus')),
    dBInstanceType: text('DBInstanceType'),
    engine: text('Engine'),
    engineVersion: text('EngineVersion'),
    category: text('Category'),
    dBInstanceClass: text('DBInstanceClass'),
    payType: text('PayType'),
    expireTime: instant('ExpireTime'),
    createTime: instant('CreateTime'),
    lockMode: text('LockMode'),
    zoneId: text('ZoneId'),
    vpcId: text('VpcId'),
    resourceGroupId: text('ResourceGroupId'),
  },
  resourceType: 'ACS::RDS::DBInstance',
  remember: ['dBInstanceStatus', 'payType', 'expireTime'],
  show: [
    'dBInstanceStatus',
    'engine',
    'engineVersion',
    'category',
    'dBInstanceClass',
    'payType',
    'expireTime',
    'zoneId',
  ],
});
