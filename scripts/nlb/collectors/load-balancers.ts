import { defineCollector, instant, must, nextToken, oneOf, rpc, tagMap, text } from '../../../lib/define';
import { nlb } from '../product';

/** The states are those of the official model, and `CreateFailed`, which an ALB has. */
export const loadBalancers = defineCollector({
  id: 'nlb-load-balancers',
  product: nlb,
  title: { zh: '网络型负载均衡实例', en: 'Network load balancers' },
  scope: 'region',
  call: rpc('ListLoadBalancers'),
  paging: nextToken({ max: 100, total: 'TotalCount' }),
  items: 'LoadBalancers',
  assetId: 'LoadBalancerId',
  assetName: 'LoadBalancerName',
  fields: {
    loadBalancerStatus: must(
      oneOf('LoadBalancerStatus', [
        'Inactive',
        'Active',
        'Provisioning',
        'Configuring',
        'CreateFailed',
        'Deleting',
        'Deleted',
      ]),
    ),
    loadBalancerBusinessStatus: oneOf('LoadBalancerBusinessStatus', ['Normal', 'Abnormal']),
    addressType: text('AddressType'),
    createTime: instant('CreateTime'),
    dNSName: text('DNSName'),
    vpcId: text('VpcId'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags[]', 'Key', 'Value'),
  },
  select: { param: 'LoadBalancerIds', encode: 'repeat', max: 20 },
  resourceType: 'ACS::NLB::LoadBalancer',
  show: ['loadBalancerStatus', 'loadBalancerBusinessStatus', 'addressType', 'createTime', 'dNSName', 'vpcId', 'tags'],
});
