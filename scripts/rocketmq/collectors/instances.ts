import { defineCollector, instant, must, number, oneOf, pageNumber, roa, tagMap, text } from '../../../lib/define';
import { rocketmq } from '../product';

/** Instances of version 5; those of version 4 have an API of their own. Values are those of ListInstances. */
export const instances = defineCollector({
  id: 'rocketmq-instances',
  product: rocketmq,
  title: { zh: 'RocketMQ 实例', en: 'RocketMQ instances' },
  scope: 'region',
  call: roa('ListInstances', '/instances'),
  paging: pageNumber({ max: 200, page: 'pageNumber', size: 'pageSize', total: 'data.totalCount' }),
  items: 'data.list',
  assetId: 'instanceId',
  assetName: 'instanceName',
  fields: {
    status: must(oneOf('status', ['RUNNING', 'STOPPED', 'CREATING', 'CHANGING', 'RELEASED'])),
    seriesCode: text('seriesCode'),
    subSeriesCode: text('subSeriesCode'),
    paymentType: oneOf('paymentType', ['PayAsYouGo', 'Subscription']),
    expireTime: instant('expireTime'),
    createTime: instant('createTime'),
    groupCount: number('groupCount'),
    topicCount: number('topicCount'),
    resourceGroupId: text('resourceGroupId'),
    tags: tagMap('tags[]', 'key', 'value'),
  },
  remember: ['status', 'paymentType', 'expireTime'],
  show: ['status', 'seriesCode', 'subSeriesCode', 'paymentType', 'expireTime', 'groupCount', 'topicCount', 'tags'],
});
