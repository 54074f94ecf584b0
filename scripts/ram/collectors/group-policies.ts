import { defineCollector, rpc, single } from '../../../lib/define';
import { ram } from '../apis';
import { groups } from './groups';

export const groupPolicies = defineCollector({
  id: 'ram-group-policies',
  product: ram,
  title: { zh: '用户组的权限策略', en: 'Policies of a user group' },
  scope: 'global',
  call: rpc('ListPoliciesForGroup', {}, { regionParam: false }),
  paging: single(),
  items: 'Policies.Policy',
  assetId: 'PolicyName',
  fields: {},
  belongs: { to: groups, ask: { param: 'GroupName', encode: 'comma', max: 1 } },
});
