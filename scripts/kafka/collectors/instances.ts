import { defineCollector, instant, must, number, oneOf, rpc, single, tagMap, text } from '../../../lib/define';
import { kafka } from '../product';
import { CODES } from '../states';

/**
 * Types and states are numbers on the wire. The older `ServiceStatus` is out of date, says the API. Values are those of
 * GetInstanceList: `0` is a subscription and so is `4` (Confluent); `1` and `3` (serverless) are not.
 */
export const instances = defineCollector({
  id: 'kafka-instances',
  product: kafka,
  title: { zh: 'Kafka 实例', en: 'Kafka instances' },
  scope: 'region',
  call: rpc('GetInstanceList'),
  paging: single(),
  items: 'InstanceList.InstanceVO',
  assetId: 'InstanceId',
  assetName: 'Name',
  fields: {
    viewInstanceStatusCode: must(oneOf('ViewInstanceStatusCode', CODES)),
    series: oneOf('Series', ['v2', 'v3', 'confluent']),
    specType: text('SpecType'),
    ioMaxSpec: text('IoMaxSpec'),
    paidType: oneOf('PaidType', ['0', '1', '3', '4']),
    expiredTime: instant('ExpiredTime'),
    createTime: instant('CreateTime'),
    usedGroupCount: number('UsedGroupCount'),
    vpcId: text('VpcId'),
    resourceGroupId: text('ResourceGroupId'),
    tags: tagMap('Tags.TagVO[]', 'Key', 'Value'),
  },
  remember: ['viewInstanceStatusCode', 'paidType', 'expiredTime'],
  show: ['viewInstanceStatusCode', 'series', 'specType', 'ioMaxSpec', 'paidType', 'expiredTime', 'vpcId', 'tags'],
});
