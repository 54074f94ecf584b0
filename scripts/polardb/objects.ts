import { words, type ObjectSchema } from '../../lib/define';

/** As Guance's own collectors write them. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_polardb',
    id: 'DBClusterId',
    tags: words(
      'VpcId DBNodeNumber PayType DBType LockMode DBVersion DBClusterId DBClusterNetworkType ZoneId Engine ' +
        'Category DBClusterDescription DBNodeClass',
    ),
    fields: words('DBNodes Database ExpireTime CreateTime'),
  },
];
