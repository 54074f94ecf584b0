import { defineCollector, instant, oneOf, pageNumber, rpc, tagMap, text } from '../../../lib/define';
import { lindorm } from '../product';
import { STATUSES } from '../states';

/**
 * Ways to pay and states are those of the official model. How many a page may hold is not documented: as many as the example of its
 * page.
 */
export const instances = defineCollector({
  id: 'lindorm-instances',
  product: lindorm,
  title: { zh: 'Lindorm 实例', en: 'Lindorm instances' },
  scope: 'region',
  call: rpc('GetLindormInstanceList'),
  paging: pageNumber({ max: 20, total: 'Total' }),
  items: 'InstanceList',
  assetId: 'InstanceId',
  assetName: 'InstanceAlias',
  fields: {
    instanceStatus: text('InstanceStatus'),
    /** The same of which every word is known: one never heard of does not hide an end. */
    knownStatus: oneOf('InstanceStatus', STATUSES),
    payType: oneOf('PayType', ['PREPAY', 'POSTPAY']),
    expiredMilliseconds: instant('ExpiredMilliseconds'),
    createMilliseconds: instant('CreateMilliseconds'),
    serviceType: text('ServiceType'),
    instanceStorage: text('InstanceStorage'),
    zoneId: text('ZoneId'),
    tags: tagMap('Tags[]', 'Key', 'Value'),
  },
  remember: ['instanceStatus', 'payType', 'expiredMilliseconds'],
  show: ['instanceStatus', 'payType', 'expiredMilliseconds', 'serviceType', 'instanceStorage', 'zoneId', 'tags'],
});
