import { words, type ObjectSchema } from '../../lib/define';

/** Without a published schema: in the manner of the documented ones. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_ack',
    id: 'cluster_id',
    tags: ['cluster_id', ['cluster_name', 'name'], ...words('state cluster_type cluster_spec current_version')],
    fields: words('size created next_version deletion_protection'),
  },
];
