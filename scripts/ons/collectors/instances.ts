import { defineCollector, instant, must, number, oneOf, rpc, single, tagMap } from '../../../lib/define';
import { ons } from '../product';

/**
 * Instances of version 4; the host tells the region. Values are those of OnsInstanceInServiceList: being deployed, overdue,
 * running, being upgraded (and running); the standard edition is paid as it goes, the platinum one subscribed to.
 */
export const instances = defineCollector({
  id: 'ons-instances',
  product: ons,
  title: { zh: 'RocketMQ 4.x 实例', en: 'RocketMQ 4.x instances' },
  scope: 'region',
  call: rpc('OnsInstanceInServiceList', {}, { regionParam: false }),
  paging: single(),
  items: 'Data.InstanceVO',
  assetId: 'InstanceId',
  assetName: 'InstanceName',
  fields: {
    instanceStatus: must(oneOf('InstanceStatus', [0, 2, 5, 7])),
    instanceType: oneOf('InstanceType', [1, 2]),
    releaseTime: instant('ReleaseTime'),
    createTime: instant('CreateTime'),
    groupCount: number('GroupCount'),
    topicCount: number('TopicCount'),
    tags: tagMap('Tags.Tag[]', 'Key', 'Value'),
  },
  remember: ['instanceStatus', 'instanceType', 'releaseTime'],
  show: ['instanceStatus', 'instanceType', 'releaseTime', 'createTime', 'groupCount', 'topicCount', 'tags'],
});
