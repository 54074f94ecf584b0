import { words, type ObjectSchema } from '../../lib/define';

/** As Guance's own collectors write them. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_mongodb',
    id: 'DBInstanceId',
    tags: words(
      'DBInstanceType ChargeType Engine DBInstanceClass DBInstanceId ZoneId VPCId EngineVersion ' +
        'CurrentKernelVersion StorageEngine DBInstanceDescription LockMode',
    ),
    fields: words('ExpireTime DBInstanceStorage ReplicaSets'),
  },
];
