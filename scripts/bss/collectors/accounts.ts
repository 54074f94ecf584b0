import { ACCOUNT, amount, defineCollector, rpc, single, text } from '../../../lib/define';
import { bss } from '../product';

/**
 * `AvailableAmount` is what can still be spent, credit included. An account that another one or a card pays for may have no
 * balance at all. The RAM action is spelt as it is documented.
 */
export const accounts = defineCollector({
  id: 'bss-accounts',
  product: bss,
  title: { zh: '账户余额', en: 'Account balance' },
  scope: 'global',
  call: rpc('QueryAccountBalance', {}, { regionParam: false, ram: 'bss:DescribeAcccount' }),
  paging: single(),
  items: '',
  assetId: ACCOUNT,
  fields: {
    availableAmount: amount('Data.AvailableAmount'),
    availableCashAmount: amount('Data.AvailableCashAmount'),
    creditAmount: amount('Data.CreditAmount'),
    currency: text('Data.Currency'),
  },
  show: ['availableAmount', 'availableCashAmount', 'creditAmount', 'currency'],
});
