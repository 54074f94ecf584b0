import { defineCollector, instant, number, oneOf, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { vpc } from '../product';

/** The business states are those of the official model. */
export const commonBandwidthPackages = defineCollector({
  id: 'vpc-common-bandwidth-packages',
  product: vpc,
  title: { zh: '共享带宽', en: 'Internet Shared Bandwidth' },
  scope: 'region',
  call: rpc('DescribeCommonBandwidthPackages'),
  paging: pageNumber({ max: 50 }),
  items: 'CommonBandwidthPackages.CommonBandwidthPackage',
  assetId: 'BandwidthPackageId',
  assetName: 'Name',
  fields: {
    status: text('Status'),
    bandwidth: number('Bandwidth'),
    instanceChargeType: oneOf('InstanceChargeType', ['PostPaid', 'PrePaid']),
    internetChargeType: text('InternetChargeType'),
    expiredTime: instant('ExpiredTime'),
    creationTime: instant('CreationTime'),
    businessStatus: oneOf('BusinessStatus', ['Normal', 'FinancialLocked', 'Unactivated']),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  show: ['status', 'bandwidth', 'instanceChargeType', 'internetChargeType', 'expiredTime', 'businessStatus', 'tags'],
  console: 'https://vpc.console.aliyun.com/cbwp/{{region}}/cbwps/{{id}}',
});
