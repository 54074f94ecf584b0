import { words, type ObjectSchema } from '../../lib/define';

/** As Guance's own collectors write them. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_alb',
    id: 'LoadBalancerId',
    tags: words(
      'AddressType DNSName LoadBalancerBussinessStatus LoadBalancerEdition LoadBalancerId LoadBalancerName ' +
        'LoadBalancerStatus PayType VpcId',
    ),
    fields: ['CreateTime'],
  },
];
