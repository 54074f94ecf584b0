import { defineCollector, flag, number, rpc, single } from '../../../lib/define';
import { ims } from '../product';
import { accounts } from './accounts';

/** `MaxLoginAttemps` is spelled so. A number of 0 means: no such rule. */
export const passwordPolicy = defineCollector({
  id: 'ram-password-policy',
  product: ims,
  title: { zh: 'RAM 用户密码策略', en: 'Password policy of RAM users' },
  scope: 'global',
  call: rpc('GetPasswordPolicy', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    minimumPasswordLength: number('PasswordPolicy.MinimumPasswordLength'),
    requireLowercaseCharacters: flag('PasswordPolicy.RequireLowercaseCharacters'),
    requireUppercaseCharacters: flag('PasswordPolicy.RequireUppercaseCharacters'),
    requireNumbers: flag('PasswordPolicy.RequireNumbers'),
    requireSymbols: flag('PasswordPolicy.RequireSymbols'),
    maxPasswordAge: number('PasswordPolicy.MaxPasswordAge'),
    passwordReusePrevention: number('PasswordPolicy.PasswordReusePrevention'),
    maxLoginAttemps: number('PasswordPolicy.MaxLoginAttemps'),
    hardExpire: flag('PasswordPolicy.HardExpire'),
    minimumPasswordDifferentCharacter: number('PasswordPolicy.MinimumPasswordDifferentCharacter'),
    passwordNotContainUserName: flag('PasswordPolicy.PasswordNotContainUserName'),
  },
  belongs: { to: accounts },
});
