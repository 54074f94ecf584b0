import { defineCollector, instant, must, pageNumber, rpc, text } from '../../../lib/define';
import { bss } from '../product';

/** The `EndTime` beside the timestamp has no zone. */
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
    status: must(text('Status')),
    savingsType: text('SavingsType'),
    endTimestamp: instant('EndTimestamp'),
    poolValue: text('PoolValue'),
    payMode: text('PayMode'),
  },
  show: ['status', 'savingsType', 'endTimestamp', 'poolValue', 'payMode'],
});
