import { words, type ObjectSchema } from '../../lib/define';

/** Without a published schema: in the manner of the documented ones. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_nlb',
    id: 'LoadBalancerId',
    tags: words(
      'LoadBalancerId LoadBalancerName LoadBalancerStatus LoadBalancerBusinessStatus AddressType DNSName VpcId',
    ),
    fields: ['CreateTime'],
  },
];
