import { defineCollector, instant, must, nextToken, oneOf, rpc, tagMap, text } from '../../../lib/define';
import { alb } from '../product';

/** The action takes no region: its host tells. The states are those of the official model. */
export const loadBalancers = defineCollector({
  id: 'alb-load-balancers',
  product: alb,
  title: { zh: '应用型负载均衡实例', en: 'Application load balancers' },
  scope: 'region',
  call: rpc('ListLoadBalancers', {}, { regionParam: false }),
  paging: nextToken({ max: 100, total: 'TotalCount' }),
  items: 'LoadBalancers',
  assetId: 'LoadBalancerId',
  assetName: 'LoadBalancerName',
  fields: {
    loadBalancerStatus: must(
      oneOf('LoadBalancerStatus', ['Inactive', 'Active', 'Provisioning', 'Configuring', 'CreateFailed']),
    ),
    loadBalancerBussinessStatus: oneOf('LoadBalancerBussinessStatus', ['Normal', 'Abnormal']),
    addressType: text('AddressType'),
    createTime: instant('CreateTime'),
    dNSName: text('DNSName'),
    loadBalancerEdition: text('LoadBalancerEdition'),
    payType: text('LoadBalancerBillingConfig.PayType'),
    vpcId: text('VpcId'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags[]', 'Key', 'Value'),
  },
  select: { param: 'LoadBalancerIds', encode: 'repeat', max: 20 },
  resourceType: 'ACS::ALB::LoadBalancer',
  show: ['loadBalancerStatus', 'loadBalancerBussinessStatus', 'addressType', 'createTime', 'dNSName', 'vpcId', 'tags'],
});
