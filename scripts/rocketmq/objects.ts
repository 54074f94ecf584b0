import { words, type ObjectSchema } from '../../lib/define';

/** Without a published schema: in the manner of the documented ones. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_rocketmq',
    id: 'instanceId',
    tags: words('instanceId instanceName status seriesCode subSeriesCode paymentType'),
    fields: words('expireTime groupCount topicCount'),
  },
];
