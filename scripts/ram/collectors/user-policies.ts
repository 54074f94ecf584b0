import { defineCollector, rpc, single } from '../../../lib/define';
import { ram, userName } from '../apis';
import { users } from './users';

/** Policies that are attached to the user itself for the whole account; those of groups are not among them. */
export const userPolicies = defineCollector({
  id: 'ram-user-policies',
  product: ram,
  title: { zh: '用户的权限策略', en: 'Policies of a user' },
  scope: 'global',
  call: rpc('ListPoliciesForUser', {}, { regionParam: false }),
  paging: single(),
  items: 'Policies.Policy',
  assetId: 'PolicyName',
  fields: {},
  belongs: { to: users, key: userName, ask: { param: 'UserName', encode: 'comma', max: 1 } },
});
