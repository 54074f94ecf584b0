import { words, type ObjectSchema } from '../../lib/define';

/** As Guance's own collectors write them. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_cas',
    id: 'Id',
    tags: ['id'],
    fields: words('buyInAliyun startDate endDate expired sans'),
  },
];
