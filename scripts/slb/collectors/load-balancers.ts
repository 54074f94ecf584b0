import { defineCollector, instant, must, number, oneOf, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { slb } from '../product';

/** The lists of values are those of the official model; `PrePay` is the China site's. */
export const loadBalancers = defineCollector({
  id: 'slb-load-balancers',
  product: slb,
  title: { zh: '传统型负载均衡实例', en: 'Classic load balancers' },
  scope: 'region',
  call: rpc('DescribeLoadBalancers'),
  paging: pageNumber({ max: 100 }),
  items: 'LoadBalancers.LoadBalancer',
  assetId: 'LoadBalancerId',
  assetName: 'LoadBalancerName',
  fields: {
    loadBalancerStatus: must(oneOf('LoadBalancerStatus', ['active', 'inactive', 'locked'])),
    address: text('Address'),
    addressType: oneOf('AddressType', ['internet', 'intranet']),
    payType: oneOf('PayType', ['PayOnDemand', 'PrePay']),
    /** Absent: one of before there were specifications to choose from. */
    loadBalancerSpec: text('LoadBalancerSpec'),
    createTimeStamp: instant('CreateTimeStamp'),
    bandwidth: number('Bandwidth'),
    masterZoneId: text('MasterZoneId'),
    /** Absent: it has none. */
    slaveZoneId: text('SlaveZoneId'),
    networkType: text('NetworkType'),
    internetChargeTypeAlias: text('InternetChargeTypeAlias'),
    vpcId: text('VpcId'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags.Tag[]', 'TagKey', 'TagValue'),
  },
  select: { param: 'LoadBalancerId', encode: 'comma', max: 10 },
  resourceType: 'ACS::SLB::LoadBalancer',
  show: ['loadBalancerStatus', 'address', 'addressType', 'payType', 'loadBalancerSpec', 'bandwidth', 'vpcId', 'tags'],
});
