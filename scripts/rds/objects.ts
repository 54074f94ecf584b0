import { words, type ObjectSchema } from '../../lib/define';

/** As Guance's own collectors write them. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_rds',
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
];
