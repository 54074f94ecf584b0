import { defineCollector, flag, nextToken, number, rpc, tagMap, text, textList } from '../../../lib/define';
import { nlb } from '../product';

export const serverGroups = defineCollector({
  id: 'nlb-server-groups',
  product: nlb,
  title: { zh: 'NLB 服务器组', en: 'Server groups of network load balancers' },
  scope: 'region',
  call: rpc('ListServerGroups'),
  paging: nextToken({ max: 100, total: 'TotalCount' }),
  items: 'ServerGroups',
  assetId: 'ServerGroupId',
  assetName: 'ServerGroupName',
  fields: {
    serverGroupStatus: text('ServerGroupStatus'),
    serverGroupType: text('ServerGroupType'),
    serverCount: number('ServerCount'),
    relatedLoadBalancerIds: textList('RelatedLoadBalancerIds[]'),
    healthCheckEnabled: flag('HealthCheck.HealthCheckEnabled'),
    protocol: text('Protocol'),
    vpcId: text('VpcId'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags[]', 'Key', 'Value'),
  },
  select: { param: 'ServerGroupIds', encode: 'repeat', max: 20 },
  refers: ['relatedLoadBalancerIds'],
  show: ['serverGroupStatus', 'serverGroupType', 'serverCount', 'relatedLoadBalancerIds', 'protocol', 'vpcId', 'tags'],
  console: 'https://slb.console.aliyun.com/nlb/{{region}}/server-groups/{{id}}',
});
