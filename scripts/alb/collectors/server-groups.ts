import { defineCollector, flag, nextToken, number, oneOf, rpc, tagMap, text, textList } from '../../../lib/define';
import { alb } from '../product';

/** The types are those of the official model. */
export const serverGroups = defineCollector({
  id: 'alb-server-groups',
  product: alb,
  title: { zh: 'ALB 服务器组', en: 'Server groups of application load balancers' },
  scope: 'region',
  call: rpc('ListServerGroups', {}, { regionParam: false }),
  paging: nextToken({ max: 100, total: 'TotalCount' }),
  items: 'ServerGroups',
  assetId: 'ServerGroupId',
  assetName: 'ServerGroupName',
  fields: {
    serverGroupStatus: text('ServerGroupStatus'),
    serverGroupType: oneOf('ServerGroupType', ['Instance', 'Ip', 'Fc']),
    serverCount: number('ServerCount'),
    relatedLoadBalancerIds: textList('RelatedLoadBalancerIds[]'),
    healthCheckEnabled: flag('HealthCheckConfig.HealthCheckEnabled'),
    protocol: text('Protocol'),
    vpcId: text('VpcId'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags[]', 'Key', 'Value'),
  },
  refers: ['relatedLoadBalancerIds'],
  show: ['serverGroupStatus', 'serverGroupType', 'serverCount', 'relatedLoadBalancerIds', 'protocol', 'vpcId', 'tags'],
  console: 'https://slb.console.aliyun.com/alb/{{region}}/server-groups/{{id}}',
});
