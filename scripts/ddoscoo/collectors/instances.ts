import { defineCollector, instant, number, oneOf, pageNumber, rpc, text } from '../../../lib/define';
import { ddoscoo } from '../product';

/** All of them are subscriptions, says the API's page, where states and numbers are from as well. */
export const instances = defineCollector({
  id: 'ddoscoo-instances',
  product: ddoscoo,
  title: { zh: 'DDoS 高防实例', en: 'Anti-DDoS instances' },
  scope: 'global',
  call: rpc('DescribeInstances', {}, { regionParam: false }),
  paging: pageNumber({ max: 50 }),
  items: 'Instances',
  assetId: 'InstanceId',
  assetName: 'Remark',
  fields: {
    status: oneOf('Status', [1, 2]),
    enabled: oneOf('Enabled', [0, 1]),
    edition: number('Edition'),
    ip: text('Ip'),
    createTime: instant('CreateTime'),
    expireTime: instant('ExpireTime'),
  },
  remember: ['status', 'enabled', 'expireTime'],
  show: ['status', 'enabled', 'edition', 'ip', 'createTime', 'expireTime'],
});
