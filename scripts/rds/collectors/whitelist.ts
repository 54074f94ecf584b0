import { defineCollector, list, rpc, single, text, textOrEmpty } from '../../../lib/define';
import { rds } from '../product';
import { instances } from './instances';

/** The whole answer is one record: two groups of an instance may bear the same name, one per network type. */
export const whitelist = defineCollector({
  id: 'rds-whitelist',
  product: rds,
  title: { zh: 'IP 白名单', en: 'IP whitelist' },
  scope: 'region',
  call: rpc('DescribeDBInstanceIPArrayList', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    dBInstanceIPArray: list('Items.DBInstanceIPArray[]', {
      dBInstanceIPArrayName: text('DBInstanceIPArrayName'),
      securityIPList: textOrEmpty('SecurityIPList'),
    }),
  },
  belongs: { to: instances, ask: { param: 'DBInstanceId', encode: 'comma', max: 1 } },
});
