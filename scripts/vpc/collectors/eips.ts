import { defineCollector, instant, manyOf, must, oneOf, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { vpc } from '../product';

/** The lists of values are those of the official model. */
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
    status: must(oneOf('Status', ['Associating', 'Unassociating', 'InUse', 'Available', 'Releasing'])),
    ipAddress: text('IpAddress'),
    chargeType: oneOf('ChargeType', ['PostPaid', 'PrePaid']),
    expiredTime: instant('ExpiredTime'),
    allocationTime: instant('AllocationTime'),
    businessStatus: oneOf('BusinessStatus', ['Normal', 'OperationLock', 'Unactivated']),
    lockReasons: manyOf('OperationLocks.LockReason[].LockReason', ['financial', 'security', 'sharedPool']),
    internetChargeType: text('InternetChargeType'),
    bandwidth: text('Bandwidth'),
    /** Absent: it has a bandwidth of its own. */
    bandwidthPackageId: text('BandwidthPackageId'),
    instanceId: text('InstanceId'),
    instanceType: text('InstanceType'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  resourceType: 'ACS::EIP::EipAddress',
  refers: ['instanceId'],
  show: ['status', 'ipAddress', 'bandwidth', 'chargeType', 'expiredTime', 'instanceId', 'instanceType', 'tags'],
  console: 'https://vpc.console.aliyun.com/eip/{{region}}/eips/{{id}}',
});
