import { defineCollector, flag, instant, must, nextToken, oneOf, rpc, text } from '../../../lib/define';
import { rds } from '../product';
import { STATES } from '../states';

/**
 * The edition (`Category`) is answered with `InstanceLevel=1` only, and whether it renews itself with
 * `QueryAutoRenewal=true`. The list holds no tags. Values are those of
 * DescribeDBInstances, CreateDBInstance (serverless, AlwaysOn) and DescribeDBInstanceAttribute (the lock of a read-only
 * instance); PPAS is an engine that is not sold any more.
 */
export const instances = defineCollector({
  id: 'rds-instances',
  product: rds,
  title: { zh: 'RDS 实例', en: 'RDS instances' },
  scope: 'region',
  call: rpc('DescribeDBInstances', { InstanceLevel: 1, QueryAutoRenewal: true }),
  paging: nextToken({ max: 100, total: 'TotalRecordCount', counts: true }),
  items: 'Items.DBInstance',
  assetId: 'DBInstanceId',
  assetName: 'DBInstanceDescription',
  fields: {
    dBInstanceStatus: must(oneOf('DBInstanceStatus', STATES)),
    dBInstanceType: oneOf('DBInstanceType', ['Primary', 'Readonly', 'Guard', 'Temp']),
    engine: oneOf('Engine', ['MySQL', 'SQLServer', 'PostgreSQL', 'MariaDB', 'PPAS']),
    engineVersion: text('EngineVersion'),
    category: oneOf('Category', [
      ...['Basic', 'HighAvailability', 'AlwaysOn', 'Finance', 'cluster'],
      ...['serverless_basic', 'serverless_standard', 'serverless_ha'],
    ]),
    dBInstanceClass: text('DBInstanceClass'),
    payType: oneOf('PayType', ['Postpaid', 'Prepaid', 'Serverless']),
    expireTime: instant('ExpireTime'),
    autoRenewal: flag('AutoRenewal'),
    createTime: instant('CreateTime'),
    lockMode: oneOf('LockMode', [
      ...['Unlock', 'ManualLock', 'LockByExpiration', 'LockByRestoration', 'LockByDiskQuota'],
      ...['LockReadInstanceByDiskQuota', 'Released'],
    ]),
    deletionProtection: flag('DeletionProtection'),
    zoneId: text('ZoneId'),
    connectionMode: text('ConnectionMode'),
    connectionString: text('ConnectionString'),
    dBInstanceNetType: text('DBInstanceNetType'),
    dBInstanceStorageType: text('DBInstanceStorageType'),
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
