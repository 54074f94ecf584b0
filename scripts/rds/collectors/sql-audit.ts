import { defineCollector, oneOf, rpc, single } from '../../../lib/define';
import { encryptable, NO_SUCH_ENGINE } from '../engines';
import { rds } from '../product';
import { instances } from './instances';

/** SQL Explorer and Audit; `Enable` is spelled so in the official model. */
export const sqlAudit = defineCollector({
  id: 'rds-sql-audit',
  product: rds,
  title: { zh: 'SQL 审计设置', en: 'Settings of SQL auditing' },
  scope: 'region',
  call: rpc('DescribeSQLCollectorPolicy', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: { sQLCollectorStatus: oneOf('SQLCollectorStatus', ['Enable', 'Disabled']) },
  belongs: {
    to: instances,
    ask: { param: 'DBInstanceId', encode: 'comma', max: 1, when: encryptable, none: [NO_SUCH_ENGINE] },
  },
});
