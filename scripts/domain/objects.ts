import { words, type ObjectSchema } from '../../lib/define';

/** As Guance's own collectors write them. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_domain',
    id: 'InstanceId',
    tags: words('DomainType InstanceId DomainName DomainStatus'),
    fields: words('ExpirationDate ExpirationDateStatus RegistrationDate'),
  },
];
