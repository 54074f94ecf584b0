import { defineCollector, oneOf, rpc, single } from '../../../lib/define';
import { mongodb } from '../product';
import { instances } from './instances';

/** Values are those of DescribeAuditPolicy, two words that do not go together. */
export const auditPolicy = defineCollector({
  id: 'mongodb-audit-policy',
  product: mongodb,
  title: { zh: '审计策略', en: 'Audit policy' },
  scope: 'region',
  call: rpc('DescribeAuditPolicy', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    logAuditStatus: oneOf('LogAuditStatus', ['Enable', 'Disabled']),
  },
  belongs: { to: instances, ask: { param: 'DBInstanceId', encode: 'comma', max: 1 } },
});
