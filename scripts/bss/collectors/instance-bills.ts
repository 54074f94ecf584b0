import { amount, billingCycle, defineCollector, list, must, nextToken, rpc, text } from '../../../lib/define';
import { bss } from '../product';
import { accounts } from './accounts';

/** What each instance costs, this month and the last: the longest list of an account. Rows have no id of their own. */
export const instanceBills = defineCollector({
  id: 'bss-instance-bills',
  product: bss,
  title: { zh: '实例账单', en: 'Instance bills' },
  scope: 'global',
  call: rpc('DescribeInstanceBill', { Granularity: 'MONTHLY', IsHideZeroCharge: true }, { regionParam: false }),
  variants: [0, -1].map((months) => ({ BillingCycle: billingCycle(months) })),
  paging: nextToken({ max: 300, next: 'Data.NextToken', total: 'Data.TotalCount', rows: 'Data.Items' }),
  items: '',
  assetId: 'RequestId',
  fields: {
    billingCycle: text('Data.BillingCycle'),
    items: list('Data.Items[]', {
      instanceID: text('InstanceID'),
      productCode: text('ProductCode'),
      pretaxAmount: must(amount('PretaxAmount')),
    }),
  },
  belongs: { to: accounts },
});
