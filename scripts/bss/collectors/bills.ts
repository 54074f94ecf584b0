import { amount, billingCycle, defineCollector, list, must, oneOf, rpc, single, text } from '../../../lib/define';
import { bss } from '../product';
import { accounts } from './accounts';

/**
 * This month, the two before it, and the same months of last year. Only the answer tells its cycle, not its
 * rows. Values are those of QueryBillOverview.
 */
export const bills = defineCollector({
  id: 'bss-bills',
  product: bss,
  title: { zh: '账单总览', en: 'Bill overview' },
  scope: 'global',
  call: rpc('QueryBillOverview', {}, { regionParam: false }),
  variants: [0, -1, -2, -12, -13].map((months) => ({ BillingCycle: billingCycle(months) })),
  paging: single(),
  items: '',
  assetId: 'Data.BillingCycle',
  fields: {
    accountID: text('Data.AccountID'),
    items: list('Data.Items.Item[]', {
      productCode: text('ProductCode'),
      subscriptionType: oneOf('SubscriptionType', ['Subscription', 'PayAsYouGo']),
      pretaxAmount: must(amount('PretaxAmount')),
      outstandingAmount: amount('OutstandingAmount'),
      billAccountID: text('BillAccountID'),
      bizType: text('BizType'),
    }),
  },
  belongs: { to: accounts },
});
