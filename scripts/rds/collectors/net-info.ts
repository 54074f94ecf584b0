import { defineCollector, list, oneOf, rpc, single, text } from '../../../lib/define';
import { rds } from '../product';
import { instances } from './instances';

export const netInfo = defineCollector({
  id: 'rds-net-info',
  product: rds,
  title: { zh: '连接地址', en: 'Endpoints' },
  scope: 'region',
  call: rpc('DescribeDBInstanceNetInfo', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    dBInstanceNetInfo: list('DBInstanceNetInfos.DBInstanceNetInfo[]', {
      iPType: oneOf('IPType', ['Public', 'Private', 'Inner']),
      connectionString: text('ConnectionString'),
    }),
  },
  belongs: { to: instances, ask: { param: 'DBInstanceId', encode: 'comma', max: 1 } },
});
