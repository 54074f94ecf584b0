import { defineCollector, instant, must, oneOf, pageNumber, rpc, text } from '../../../lib/define';
import { bss } from '../product';

/** The `EndTime` beside the timestamp has no zone. States are those of QuerySavingsPlansInstance. */
export const savingsPlans = defineCollector({
  id: 'bss-savings-plans',
  product: bss,
  title: { zh: '节省计划', en: 'Savings plans' },
  scope: 'global',
  call: rpc('QuerySavingsPlansInstance', {}, { regionParam: false }),
  paging: pageNumber({ page: 'PageNum', max: 100, total: 'Data.TotalCount' }),
  items: 'Data.Items',
  assetId: 'InstanceId',
  fields: {
    status: must(oneOf('Status', ['NORMAL', 'LIMIT', 'RELEASE'])),
    savingsType: text('SavingsType'),
    endTimestamp: instant('EndTimestamp'),
    poolValue: text('PoolValue'),
    payMode: text('PayMode'),
  },
  show: ['status', 'savingsType', 'endTimestamp', 'poolValue', 'payMode'],
});
