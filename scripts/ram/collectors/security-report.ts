import { defineCollector, flag, number, rpc, single } from '../../../lib/define';
import { ims } from '../product';
import { accounts } from './accounts';

export const securityReport = defineCollector({
  id: 'ram-security-report',
  product: ims,
  title: { zh: '账号安全报告', en: 'Security report of the account' },
  scope: 'global',
  call: rpc('GetAccountSecurityPracticeReport', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    rootWithAccessKey: number('AccountSecurityPracticeInfo.AccountSecurityPracticeUserInfo.RootWithAccessKey'),
    subUserWithUnusedAccessKey: number(
      'AccountSecurityPracticeInfo.AccountSecurityPracticeUserInfo.SubUserWithUnusedAccessKey',
    ),
    bindMfa: flag('AccountSecurityPracticeInfo.AccountSecurityPracticeUserInfo.BindMfa'),
  },
  belongs: { to: accounts },
});
