import { defineCollector, rpc, single } from '../../../lib/define';
import { account } from '../apis';

/** The one account that the keys belong to. */
export const accounts = defineCollector({
  id: 'ram-accounts',
  product: account,
  title: { zh: '阿里云账号', en: 'Alibaba Cloud account' },
  scope: 'global',
  call: rpc('GetCallerIdentity', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'AccountId',
  fields: {},
});
