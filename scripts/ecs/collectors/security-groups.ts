import { defineCollector, flag, instant, nextToken, number, rpc, tagMap, text } from '../../../lib/define';
import { ecs } from '../product';

export const securityGroups = defineCollector({
  id: 'ecs-security-groups',
  product: ecs,
  title: { zh: '安全组', en: 'Security groups' },
  scope: 'region',
  call: rpc('DescribeSecurityGroups'),
  paging: nextToken({ max: 100, total: 'TotalCount', counts: true }),
  items: 'SecurityGroups.SecurityGroup',
  assetId: 'SecurityGroupId',
  assetName: 'SecurityGroupName',
  fields: {
    securityGroupType: text('SecurityGroupType'),
    vpcId: text('VpcId'),
    ruleCount: number('RuleCount'),
    ecsCount: number('EcsCount'),
    serviceManaged: flag('ServiceManaged'),
    creationTime: instant('CreationTime'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags.Tag[]', 'TagKey', 'TagValue'),
  },
  confirm: { param: 'SecurityGroupIds', encode: 'json', max: 100 },
  resourceType: 'ACS::ECS::SecurityGroup',
  show: ['securityGroupType', 'vpcId', 'ruleCount', 'serviceManaged', 'creationTime', 'resourceGroupId', 'tags'],
  console: 'https://ecs.console.aliyun.com/securityGroupDetail/region/{{region}}/groupId/{{id}}/detail/intranetIngress',
});
