import { passwordPolicy, passwordPolicyWeak } from '../../../../scripts/ram';
import { testChecker } from '../../../harness/check-tester';
import { account, now } from '../fixtures';

const where = { account: { id: '1000000000000001', name: 'production' }, region: 'global' };

const strict = {
  MinimumPasswordLength: 14,
  RequireLowercaseCharacters: true,
  RequireUppercaseCharacters: true,
  RequireNumbers: true,
  RequireSymbols: true,
  MaxPasswordAge: 365,
  PasswordReusePrevention: 5,
  MaxLoginAttemps: 5,
};

const policy = (facts: object = {}) => ({
  related: { policy: [passwordPolicy.toAsset({ RequestId: 'r-1', PasswordPolicy: { ...strict, ...facts } }, where)] },
});

const weak = (facts: object, rules: string[]) => ({
  ...policy(facts),
  message: 'weak' as const,
  severity: 'info' as const,
  data: { rules },
});

testChecker(passwordPolicyWeak, {
  healthy: { asset: account, ...policy(), now },
  pass: {
    strict: {},
    'short, where that is enough': { params: { length: 8 }, ...policy({ MinimumPasswordLength: 8 }) },
    'without an end, where none is wanted': { params: { age: 0 }, ...policy({ MaxPasswordAge: 0 }) },
    'old ones may come back': { params: { reuse: 0 }, ...policy({ PasswordReusePrevention: 0 }) },
    'ten tries, where that is enough': { params: { attempts: 10 }, ...policy({ MaxLoginAttemps: 10 }) },
  },
  fail: {
    short: {
      ...policy({ MinimumPasswordLength: 13 }),
      message: 'weak',
      severity: 'info',
      text: {
        zh: '账号 1000000000000001 的密码策略有 1 处过弱：MinimumPasswordLength: 13',
        en: 'The password policy of account 1000000000000001 is weak in 1 points: MinimumPasswordLength: 13',
      },
    },
    'no letters wanted': weak({ RequireLowercaseCharacters: false, RequireUppercaseCharacters: false }, [
      'RequireLowercaseCharacters: false',
      'RequireUppercaseCharacters: false',
    ]),
    'no numbers or symbols wanted': weak({ RequireNumbers: false, RequireSymbols: false }, [
      'RequireNumbers: false',
      'RequireSymbols: false',
    ]),
    'without an end': weak({ MaxPasswordAge: 0 }, ['MaxPasswordAge: 0']),
    'for more than a year': weak({ MaxPasswordAge: 366 }, ['MaxPasswordAge: 366']),
    'the one before may come back': weak({ PasswordReusePrevention: 4 }, ['PasswordReusePrevention: 4']),
    'any number of tries': weak({ MaxLoginAttemps: 0 }, ['MaxLoginAttemps: 0']),
    'six tries': weak({ MaxLoginAttemps: 6 }, ['MaxLoginAttemps: 6']),
    'weak in what is told': weak({ MinimumPasswordLength: 8, RequireSymbols: undefined }, ['MinimumPasswordLength: 8']),
  },
  unknown: {
    'no policy': { related: { policy: [] } },
    'not told of symbols': policy({ RequireSymbols: undefined }),
    'not told of the length': policy({ MinimumPasswordLength: undefined }),
    'not told of the end': policy({ MaxPasswordAge: undefined }),
    'not told of old ones': policy({ PasswordReusePrevention: undefined }),
    'not told of tries': policy({ MaxLoginAttemps: undefined }),
  },
});
