import { defineCollector, instant, number, rpc, single, tagMap, text } from '../../../lib/define';
import { kafka } from '../product';

/** Types and states are numbers on the wire. The older `ServiceStatus` is out of date, says the API. */
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
    viewInstanceStatusCode: text('ViewInstanceStatusCode'),
    series: text('Series'),
    specType: text('SpecType'),
    ioMaxSpec: text('IoMaxSpec'),
    paidType: text('PaidType'),
    expiredTime: instant('ExpiredTime'),
    usedGroupCount: number('UsedGroupCount'),
    vpcId: text('VpcId'),
    tags: tagMap('Tags.TagVO[]', 'Key', 'Value'),
  },
  remember: ['viewInstanceStatusCode', 'paidType', 'expiredTime'],
  show: ['viewInstanceStatusCode', 'series', 'specType', 'ioMaxSpec', 'paidType', 'expiredTime', 'vpcId', 'tags'],
});
