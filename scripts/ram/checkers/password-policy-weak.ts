import { defineChecker, integerParam } from '../../../lib/define';
import { fixCall } from '../../../lib/model';
import { accounts } from '../collectors/accounts';
import { passwordPolicy } from '../collectors/password-policy';

interface Policy {
  readonly length: number;
  readonly lower: boolean;
  readonly upper: boolean;
  readonly digits: boolean;
  readonly symbols: boolean;
  readonly age: number;
  readonly reuse: number;
  readonly attempts: number;
  /** A password that has ended cannot be changed any more. */
  readonly hard: boolean;
  readonly different: number;
  /** Without the name of its user. */
  readonly nameless: boolean;
}

const isWhole = (policy: { readonly [N in keyof Policy]: Policy[N] | undefined }): policy is Policy =>
  Object.values(policy).every((value) => value !== undefined);

/** What is asked for, where the policy has less. Of the longest validity and of tries 0 means any. */
function stricter(was: Policy, wanted: Pick<Policy, 'length' | 'age' | 'reuse' | 'attempts'>): Policy {
  const atMost = (value: number, limit: number) => (limit === 0 || (value > 0 && value <= limit) ? value : limit);
  return {
    ...was,
    length: Math.max(was.length, wanted.length),
    ...{ lower: true, upper: true, digits: true, symbols: true },
    age: atMost(was.age, wanted.age),
    reuse: Math.max(was.reuse, wanted.reuse),
    attempts: atMost(was.attempts, wanted.attempts),
  };
}

const NAMES: Readonly<Record<keyof Policy, string>> = {
  length: 'MinimumPasswordLength',
  lower: 'RequireLowercaseCharacters',
  upper: 'RequireUppercaseCharacters',
  digits: 'RequireNumbers',
  symbols: 'RequireSymbols',
  age: 'MaxPasswordAge',
  reuse: 'PasswordReusePrevention',
  attempts: 'MaxLoginAttemps',
  hard: 'HardExpire',
  different: 'MinimumPasswordDifferentCharacter',
  nameless: 'PasswordNotContainUserName',
};

/** Its resource knows nothing of the others. */
const TERRAFORM: Readonly<Partial<Record<keyof Policy, string>>> = {
  length: 'minimum_password_length',
  lower: 'require_lowercase_characters',
  upper: 'require_uppercase_characters',
  digits: 'require_numbers',
  symbols: 'require_symbols',
  age: 'max_password_age',
  reuse: 'password_reuse_prevention',
  attempts: 'max_login_attempts',
  hard: 'hard_expiry',
};

function setPolicy(policy: Policy) {
  const params = Object.entries(NAMES).map(([name, said]) => [said, String(policy[name as keyof Policy])] as const);
  return fixCall('ims', 'SetPasswordPolicy', Object.fromEntries(params));
}

/**
 * The levels are those of the CIS Alibaba Cloud Foundation Benchmark 2.0, 1.7 to 1.14. How many old passwords may not come
 * back, and how many failed logins an hour has, are its 5 and 5.
 */
export const passwordPolicyWeak = defineChecker({
  id: 'ram-password-policy-weak',
  asset: accounts,
  title: { zh: 'RAM 用户密码策略过弱', en: 'Password policy of RAM users is weak' },
  why: {
    zh: '短而简单、永不过期或可以无限次尝试的密码容易被猜中或撞库。',
    en: 'Short and simple passwords, or any number of tries, are what guessing and stolen lists need.',
  },
  remedy: {
    zh: '在 RAM 控制台的设置中收紧密码策略；只用单点登录的账号可在检查中过滤掉。',
    en: 'Make the policy stricter in the settings of RAM; filter out accounts whose users come by single sign-on only.',
  },
  fix(_, __, { params, related }) {
    const [own] = related.policy;
    const was = {
      length: own?.minimumPasswordLength,
      lower: own?.requireLowercaseCharacters,
      upper: own?.requireUppercaseCharacters,
      digits: own?.requireNumbers,
      symbols: own?.requireSymbols,
      age: own?.maxPasswordAge,
      reuse: own?.passwordReusePrevention,
      attempts: own?.maxLoginAttemps,
      hard: own?.hardExpire,
      different: own?.minimumPasswordDifferentCharacter,
      nameless: own?.passwordNotContainUserName,
    };
    // What is not told cannot be put back.
    if (!isWhole(was)) return undefined;
    return {
      calls: [setPolicy(stricter(was, params))],
      undo: [setPolicy(was)],
      terraform: `alicloud_ram_account_password_policy: ${Object.entries(TERRAFORM)
        .map(([name, argument]) => `${argument} = ${String(stricter(was, params)[name as keyof Policy])}`)
        .join(', ')}`,
      effect: {
        zh: '已登录的用户不受影响；不符合新策略的密码在下次修改时、超过有效期的密码在下次登录时必须更换。',
        en: 'Who is signed in stays so; a password that is too old has to be changed at the next sign-in, one that is too simple with its next change.',
      },
    };
  },
  severity: 'info',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/ram/developer-reference/api-ims-2019-08-15-getpasswordpolicy',
  params: {
    length: integerParam({
      default: 14,
      min: 8,
      max: 32,
      title: { zh: '最短长度', en: 'Least length' },
      help: { zh: '密码至少的长度', en: 'The least length of a password' },
    }),
    age: integerParam({
      default: 365,
      min: 0,
      max: 1095,
      unit: 'd',
      title: { zh: '最长有效期', en: 'Longest validity' },
      help: {
        zh: '密码最长有效天数，0 为不要求过期',
        en: 'A password ends after at most this many days; 0: it need not',
      },
    }),
    reuse: integerParam({
      default: 5,
      min: 0,
      max: 24,
      title: { zh: '禁止重复的历史密码', en: 'Old passwords that may not come back' },
      help: { zh: '至少禁止重复的历史密码数', en: 'At least this many old passwords may not come back' },
    }),
    attempts: integerParam({
      default: 5,
      min: 1,
      max: 32,
      title: { zh: '每小时错误次数上限', en: 'Failed logins an hour' },
      help: { zh: '一小时内最多允许的错误次数', en: 'At most this many failed logins in an hour' },
    }),
  },
  related: { policy: passwordPolicy },
  messages: {
    weak: {
      zh: '账号 {{id}} 的密码策略有 {{value}} 处过弱：{{rules}}',
      en: 'The password policy of account {{id}} is weak in {{value}} points: {{rules}}',
    },
  },
  check({ id }, { params, related, pass, fail, unknown }) {
    const [own] = related.policy;
    if (!own) return unknown({ zh: '没有返回密码策略', en: 'its password policy is not in the answer' });
    const { maxPasswordAge: age, maxLoginAttemps: attempts } = own;
    const told: Readonly<Record<string, readonly [said: number | boolean | undefined, weak: boolean]>> = {
      MinimumPasswordLength: [own.minimumPasswordLength, (own.minimumPasswordLength ?? 0) < params.length],
      RequireLowercaseCharacters: [own.requireLowercaseCharacters, own.requireLowercaseCharacters === false],
      RequireUppercaseCharacters: [own.requireUppercaseCharacters, own.requireUppercaseCharacters === false],
      RequireNumbers: [own.requireNumbers, own.requireNumbers === false],
      RequireSymbols: [own.requireSymbols, own.requireSymbols === false],
      MaxPasswordAge: [age, params.age > 0 && (age === 0 || (age ?? 0) > params.age)],
      PasswordReusePrevention: [own.passwordReusePrevention, (own.passwordReusePrevention ?? 0) < params.reuse],
      MaxLoginAttemps: [attempts, attempts === 0 || (attempts ?? 0) > params.attempts],
    };
    const weak = Object.entries(told).filter(([, [said, bad]]) => said !== undefined && bad);
    if (weak.length > 0)
      return fail('weak', { id, value: weak.length, rules: weak.map(([rule, [said]]) => `${rule}: ${String(said)}`) });
    const silent = Object.keys(told).filter((rule) => told[rule]?.[0] === undefined);
    if (silent.length === 0) return pass();
    return unknown({ zh: `应答中没有 ${silent.join('、')}`, en: `the answer does not tell ${silent.join(', ')}` });
  },
});
