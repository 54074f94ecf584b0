import { words, type ObjectSchema } from '../../lib/define';

/** As Guance's own collectors write them. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_redis',
    id: 'InstanceId',
    tags: words(
      'InstanceId ZoneId InstanceClass EngineVersion ChargeType ConnectionDomain NetworkType PrivateIp Port ' +
        'InstanceName InstanceType InstanceStatus',
    ),
    fields: words('Capacity EndTime CreateTime Accounts'),
  },
];
