import { words, type ObjectSchema } from '../../lib/define';

/** Without a published schema: in the manner of the documented ones. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_ram_user',
    id: 'UserPrincipalName',
    tags: words('UserPrincipalName DisplayName Status ProvisionType'),
    fields: words('UserId CreateDate LastLoginDate'),
  },
];
