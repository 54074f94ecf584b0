import { defineCollector, number, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { vpc } from '../product';

export const vSwitches = defineCollector({
  id: 'vpc-v-switches',
  product: vpc,
  title: { zh: '交换机', en: 'vSwitches' },
  scope: 'region',
  call: rpc('DescribeVSwitches'),
  paging: pageNumber({ max: 50 }),
  items: 'VSwitches.VSwitch',
  assetId: 'VSwitchId',
  assetName: 'VSwitchName',
  fields: {
    status: text('Status'),
    availableIpAddressCount: number('AvailableIpAddressCount'),
    cidrBlock: text('CidrBlock'),
    zoneId: text('ZoneId'),
    vpcId: text('VpcId'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  resourceType: 'ACS::VPC::VSwitch',
  show: ['status', 'cidrBlock', 'availableIpAddressCount', 'zoneId', 'vpcId', 'tags'],
  console: 'https://vpc.console.aliyun.com/vpc/{{region}}/switches/{{id}}',
});
