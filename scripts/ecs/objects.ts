import { words, type ObjectSchema } from '../../lib/define';

/** As Guance's own collectors write them. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_ecs',
    id: 'InstanceId',
    tags: [
      ...words('HostName InstanceName InstanceId ZoneId InstanceChargeType InternetChargeType OSType'),
      ['PublicIpAddress_IpAddress', 'PublicIpAddress'],
      ...words('InstanceType InstanceTypeFamily Status'),
    ],
    fields: [
      ...words('CreationTime StartTime ExpiredTime disks network_interfaces instance_renew_attribute'),
      ['OperationLocks', 'lockReasons'],
      ...words('instances_full_status Memory Cpu InternetMaxBandwidthOut InternetMinBandwidthIn AutoReleaseTime'),
    ],
  },
];
