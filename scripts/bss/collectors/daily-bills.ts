import {
  amount,
  billingDate,
  defineCollector,
  list,
  must,
  number,
  oneOf,
  rpc,
  single,
  text,
} from '../../../lib/define';
import { BILLED_DAYS } from '../days';
import { bss } from '../product';
import { accounts } from './accounts';

/**
 * What each day of the last weeks cost, by product. A row for a product and a way to pay: far fewer than a page. Values
 * are those of QueryAccountBill.
 */
export const dailyBills = defineCollector({
  id: 'bss-daily-bills',
  product: bss,
  title: { zh: '每日账单', en: 'Daily bills' },
  scope: 'global',
  call: rpc(
    'QueryAccountBill',
    { Granularity: 'DAILY', IsGroupByProduct: true, PageSize: 300 },
    { regionParam: false },
  ),
  variants: Array.from({ length: BILLED_DAYS.count }, (_, i) => billingDate(BILLED_DAYS.newest - i)),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    total: must(number('Data.TotalCount')),
    items: list('Data.Items.Item[]', {
      billingDate: text('BillingDate'),
      productCode: text('ProductCode'),
      subscriptionType: oneOf('SubscriptionType', ['Subscription', 'PayAsYouGo']),
      pretaxAmount: must(amount('PretaxAmount')),
    }),
  },
  belongs: { to: accounts },
});
