import { defineCollector, oneOf, rpc, single } from '../../../lib/define';
import { encryptable, NO_SUCH_ENGINE } from '../engines';
import { rds } from '../product';
import { instances } from './instances';

/** Transparent data encryption; the values are those of the official model. */
export const tde = defineCollector({
  id: 'rds-tde',
  product: rds,
  title: { zh: '透明数据加密设置', en: 'Settings of transparent data encryption' },
  scope: 'region',
  call: rpc('DescribeDBInstanceTDE', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: { tDEStatus: oneOf('TDEStatus', ['Enabled', 'Disabled']) },
  belongs: {
    to: instances,
    ask: { param: 'DBInstanceId', encode: 'comma', max: 1, when: encryptable, none: [NO_SUCH_ENGINE] },
  },
});
