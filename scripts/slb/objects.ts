import { words, type ObjectSchema } from '../../lib/define';

/** As Guance's own collectors write them. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_slb',
    id: 'LoadBalancerId',
    tags: [
      ...words('LoadBalancerId SlaveZoneId MasterZoneId Address PayType LoadBalancerName LoadBalancerStatus'),
      // The number that goes by the documented name is not what is documented.
      ['InternetChargeType', 'InternetChargeTypeAlias'],
      ...words('AutoReleaseTime RenewalStatus AddressType NetworkType'),
    ],
    fields: [
      ['CreateTime', 'CreateTimeStamp'],
      ...words('ListenerPortsAndProtocol ServerHealthStatus ServerCertificates Bandwidth EndTimeStamp'),
    ],
  },
];
