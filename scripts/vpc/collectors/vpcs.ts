import { defineCollector, flag, instant, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { vpc } from '../product';

export const vpcs = defineCollector({
  id: 'vpc-vpcs',
  product: vpc,
  title: { zh: '专有网络', en: 'VPCs' },
  scope: 'region',
  call: rpc('DescribeVpcs'),
  paging: pageNumber({ max: 50 }),
  items: 'Vpcs.Vpc',
  assetId: 'VpcId',
  assetName: 'VpcName',
  fields: {
    status: text('Status'),
    cidrBlock: text('CidrBlock'),
    isDefault: flag('IsDefault'),
    creationTime: instant('CreationTime'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  resourceType: 'ACS::VPC::VPC',
  show: ['status', 'cidrBlock', 'isDefault', 'creationTime', 'tags'],
  console: 'https://vpc.console.aliyun.com/vpc/{{region}}/vpcs/{{id}}',
});
