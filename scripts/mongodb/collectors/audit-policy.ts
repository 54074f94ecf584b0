import { defineCollector, rpc, single, text } from '../../../lib/define';
import { mongodb } from '../product';
import { instances } from './instances';

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
    logAuditStatus: text('LogAuditStatus'),
  },
  belongs: { to: instances, ask: { param: 'DBInstanceId', encode: 'comma', max: 1 } },
});
