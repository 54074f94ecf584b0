import { words, type ObjectSchema } from '../../lib/define';

/** Without a published schema: in the manner of the documented ones. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_kms',
    id: 'KeyId',
    tags: words('KeyId KeyArn'),
    fields: [],
  },
];
