import { words, type ObjectSchema } from '../../lib/define';

/** Without a published schema: in the manner of the documented ones. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_kafka',
    id: 'InstanceId',
    tags: ['InstanceId', ['instance_name', 'Name'], ...words('ViewInstanceStatusCode Series SpecType PaidType VpcId')],
    fields: words('ExpiredTime IoMaxSpec UsedGroupCount'),
  },
];
