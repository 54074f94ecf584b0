import { defineCollector, instant, must, pageNumber, rpc, tagMap, text, textList } from '../../../lib/define';
import { vpc } from '../product';

export const eips = defineCollector({
  id: 'vpc-eips',
  product: vpc,
  title: { zh: '弹性公网 IP', en: 'Elastic IP addresses' },
  scope: 'region',
  call: rpc('DescribeEipAddresses'),
  paging: pageNumber({ max: 100 }),
  items: 'EipAddresses.EipAddress',
  assetId: 'AllocationId',
  assetName: 'Name',
  fields: {
    status: must(text('Status')),
    ipAddress: text('IpAddress'),
    chargeType: text('ChargeType'),
    expiredTime: instant('ExpiredTime'),
    allocationTime: instant('AllocationTime'),
    businessStatus: text('BusinessStatus'),
    lockReasons: textList('OperationLocks.LockReason[].LockReason'),
    internetChargeType: text('InternetChargeType'),
    bandwidth: text('Bandwidth'),
    instanceId: text('InstanceId'),
    instanceType: text('InstanceType'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  resourceType: 'ACS::EIP::EipAddress',
  show: ['status', 'ipAddress', 'bandwidth', 'chargeType', 'expiredTime', 'instanceId', 'instanceType', 'tags'],
  console: 'https://vpc.console.aliyun.com/eip/{{region}}/eips/{{id}}',
});
