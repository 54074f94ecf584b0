import { words, type ObjectSchema } from '../../lib/define';

/** Without a published schema: in the manner of the documented ones. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_nas',
    id: 'FileSystemId',
    tags: words('FileSystemId Description Status FileSystemType ProtocolType ChargeType'),
    fields: words('ExpiredTime Capacity MeteredSize'),
  },
];
