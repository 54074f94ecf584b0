import { words, type ObjectSchema } from '../../lib/define';

/** Without a published schema: in the manner of the documented ones. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_elasticsearch',
    id: 'instanceId',
    tags: words('instanceId description status esVersion paymentType vpcId'),
    fields: words('endTime nodeAmount'),
  },
];
