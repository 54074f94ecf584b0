import { defineCollector, oneOf, rpc, single } from '../../../lib/define';
import { encryptable, NO_SUCH_ENGINE } from '../engines';
import { rds } from '../product';
import { instances } from './instances';

/** MySQL and SQL Server say Yes and No, PostgreSQL on and off; the answer holds certificates, which nothing here reads. */
export const ssl = defineCollector({
  id: 'rds-ssl',
  product: rds,
  title: { zh: 'SSL 加密设置', en: 'SSL settings' },
  scope: 'region',
  call: rpc('DescribeDBInstanceSSL', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: { sSLEnabled: oneOf('SSLEnabled', ['Yes', 'No', 'on', 'off']) },
  belongs: {
    to: instances,
    ask: { param: 'DBInstanceId', encode: 'comma', max: 1, when: encryptable, none: [NO_SUCH_ENGINE] },
  },
});
