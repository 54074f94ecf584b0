import { defineCollector, flag, instant, nextToken, number, oneOf, rpc, tagMap, text } from '../../../lib/define';
import { rabbitmq } from '../product';
import { STATUSES } from '../states';

export const instances = defineCollector({
  id: 'rabbitmq-instances',
  product: rabbitmq,
  title: { zh: 'RabbitMQ 实例', en: 'RabbitMQ instances' },
  scope: 'region',
  call: rpc('ListInstances', {}, { regionParam: false, ram: 'amqp:ListInstance' }),
  paging: nextToken({ max: 100, next: 'Data.NextToken' }),
  items: 'Data.Instances',
  assetId: 'InstanceId',
  assetName: 'InstanceName',
  fields: {
    status: oneOf('Status', STATUSES),
    instanceType: text('InstanceType'),
    orderType: oneOf('OrderType', ['PRE_PAID', 'POST_PAID']),
    expireTime: instant('ExpireTime'),
    orderCreateTime: instant('OrderCreateTime'),
    autoRenewInstance: flag('AutoRenewInstance'),
    maxTps: number('MaxTps'),
    maxQueue: number('MaxQueue'),
    tags: tagMap('Tags[]', 'Key', 'Value'),
  },
  remember: ['status', 'orderType', 'expireTime'],
  show: ['status', 'instanceType', 'orderType', 'expireTime', 'autoRenewInstance', 'maxTps', 'maxQueue', 'tags'],
});
