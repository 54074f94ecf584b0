import { type ObjectSchema } from '../../lib/define';

/** As Guance's own collectors write them. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_oss',
    id: 'Name',
    tags: [
      ['storage_class', 'StorageClass'],
      ['location', 'Location'],
      ['grant', 'Grant'],
    ],
    fields: [
      ['extranet_endpoint', 'ExtranetEndpoint'],
      ['intranet_endpoint', 'IntranetEndpoint'],
      ['creation_date', 'CreationDate'],
    ],
  },
];
