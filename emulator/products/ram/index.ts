/** RAM and IMS: the same users, seen by two APIs. */
import { listing, without, type Action, type Body, type Product } from '../../define';
import { emulated } from '../../emulated';
import { invalidParameter, notFound } from '../../errors';
import { markerPaging } from '../../paging';
import { DAY, secondTime } from '../../time';
import type { Scope } from '../../world';
import { listGroups, logins } from './logins';
import { policies } from './policies';
import { aboutUser, common, domainOf, home, isPerson, keysOf, lastLogin, nameOf } from './users';

function ramRow(scope: Scope, index: number): Body {
  return { ...common(scope, index), UserName: nameOf(scope, index) };
}

function imsRow(scope: Scope, index: number): Body {
  return {
    ...common(scope, index),
    UserPrincipalName: `${nameOf(scope, index)}@${domainOf(scope)}`,
    LastLoginDate: lastLogin(scope, index),
    ProvisionType: 'Manual',
    Status: 'active',
    Tags: { Tag: [] },
  };
}

function listUsers(row: (scope: Scope, index: number) => Body, itemId: string): Action {
  return {
    name: 'ListUsers',
    paging: markerPaging({ default: 100, max: 1000 }),
    items: 'Users.User',
    itemId,
    handle(call) {
      const scope = home(call);
      const live = scope.live('user');
      const { rows, fields } = call.page(listing(live.length, (i) => row(scope, live.at(i))));
      return { Users: { User: rows }, ...fields };
    },
  };
}

/** Of the users for programs, some once might log in: their login is switched off and no fault. */
const getLoginProfile = aboutUser('GetLoginProfile', 'UserPrincipalName', (scope, index) => {
  const person = isPerson(scope, index);
  if (!person && index % 4 !== 1) {
    throw notFound('EntityNotExist.User.LoginProfile', 'The user login profile does not exist.');
  }
  return {
    LoginProfile: {
      UserPrincipalName: `${nameOf(scope, index)}@${domainOf(scope)}`,
      Status: person ? 'Active' : 'Inactive',
      PasswordStatus: 'NotInitial',
      UpdateDate: secondTime(scope.world.now - 100 * DAY),
      MFABindRequired: false,
      PasswordResetRequired: false,
    },
  };
});

const listAccessKeys = aboutUser('ListAccessKeys', 'UserPrincipalName', (scope, index) => ({
  AccessKeys: {
    AccessKey: keysOf(scope, index).map(({ id, status, created }) => ({
      AccessKeyId: id,
      Status: status,
      CreateDate: secondTime(created),
      UpdateDate: secondTime(created),
    })),
  },
}));

const getAccountSecurityPracticeReport: Action = {
  name: 'GetAccountSecurityPracticeReport',
  handle(call) {
    const scope = home(call);
    const hasKey = scope.condition('root', 0) === 'ram-root-key';
    const bound = scope.condition('rootMfa', 0) !== 'ram-root-no-mfa';
    const unused = scope.condition('accountKeys', 0) === 'ram-keys-unused' ? 2 : 0;
    const users = scope.live('user').length;
    return {
      AccountSecurityPracticeInfo: {
        Score: hasKey || !bound ? 60 : 90,
        AccountSecurityPracticeUserInfo: {
          BindMfa: bound,
          RootWithAccessKey: hasKey ? 1 : 0,
          OldAkNum: 0,
          UnusedAkNum: 0,
          SubUser: users,
          SubUserBindMfa: users,
          SubUserPwdLevel: 'high',
          SubUserWithOldAccessKey: 0,
          SubUserWithUnusedAccessKey: unused,
        },
      },
    };
  },
};

/** What an account asks of passwords; RAM and IMS spell one field differently. */
function getPasswordPolicy(hard: 'HardExpiry' | 'HardExpire', more: Body): Action {
  return {
    name: 'GetPasswordPolicy',
    handle(call) {
      const weak = home(call).condition('accountLogins', 0) === 'ram-password-weak';
      return {
        PasswordPolicy: {
          MinimumPasswordLength: weak ? 8 : 14,
          RequireLowercaseCharacters: true,
          RequireUppercaseCharacters: true,
          RequireNumbers: true,
          RequireSymbols: !weak,
          MaxPasswordAge: weak ? 0 : 180,
          PasswordReusePrevention: weak ? 0 : 5,
          MaxLoginAttemps: 5,
          [hard]: false,
          ...more,
          ...home(call).written<Body>('accountLogins', 0, 'passwordPolicy'),
        },
      };
    },
  };
}

const RULES = {
  flags: [
    'RequireLowercaseCharacters',
    'RequireUppercaseCharacters',
    'RequireNumbers',
    'RequireSymbols',
    'HardExpire',
    'PasswordNotContainUserName',
  ],
  numbers: [
    'MinimumPasswordLength',
    'MaxPasswordAge',
    'PasswordReusePrevention',
    'MaxLoginAttemps',
    'MinimumPasswordDifferentCharacter',
  ],
};

/** What is not given is no rule any more. */
const setPasswordPolicy: Action = {
  name: 'SetPasswordPolicy',
  params: [...RULES.flags, ...RULES.numbers],
  handle(call) {
    const { params } = call;
    for (const name of RULES.flags)
      if (!['true', 'false', undefined].includes(params[name])) throw invalidParameter(name, 'true or false');
    for (const name of RULES.numbers)
      if (!/^\d*$/.test(params[name] ?? '')) throw invalidParameter(name, 'a whole number');
    const policy: Body = {
      ...Object.fromEntries(RULES.flags.map((name) => [name, params[name] === 'true'])),
      ...Object.fromEntries(RULES.numbers.map((name) => [name, Number(params[name] ?? 0)])),
    };
    home(call).write('accountLogins', 0, 'passwordPolicy', policy);
    return { PasswordPolicy: policy };
  },
};

const getAccountMFAInfo: Action = {
  name: 'GetAccountMFAInfo',
  handle: (call) => ({ IsMFAEnable: home(call).condition('rootMfa', 0) !== 'ram-root-no-mfa' }),
};

const getUser = aboutUser('GetUser', 'UserPrincipalName', (scope, index) => {
  return { User: { ...without(imsRow(scope, index), 'Status'), UserName: nameOf(scope, index) } };
});

const ramApi: Product = {
  code: 'ram',
  version: '2015-05-01',
  global: true,
  actions: [listUsers(ramRow, 'UserName'), getPasswordPolicy('HardExpiry', {}), ...logins, ...policies],
};

const imsApi: Product = {
  code: 'ims',
  version: '2019-08-15',
  global: true,
  actions: [
    listUsers(imsRow, 'UserPrincipalName'),
    getUser,
    getLoginProfile,
    getAccountMFAInfo,
    listGroups((index) => ({ DisplayName: `Group ${index + 1}` }), 100),
    listAccessKeys,
    getAccountSecurityPracticeReport,
    setPasswordPolicy,
    getPasswordPolicy('HardExpire', { MinimumPasswordDifferentCharacter: 0, PasswordNotContainUserName: false }),
  ],
};

export const ram = emulated({
  products: [ramApi, imsApi],
  kinds: {
    user: {
      prefix: 'u',
      realm: '.onaliyun.com',
      size: 'users',
      usual: 12,
      perAccount: true,
      mark: false,
    },
    userGroup: { prefix: 'g', size: 'userGroups', usual: 4, perAccount: true, mark: false },
    root: { prefix: '', account: true },
    rootMfa: { prefix: '', account: true },
    accountLogins: { prefix: '', account: true },
    accountKeys: { prefix: '', account: true },
  },
  conditions: {
    'ram-key-old': { kind: 'user', detail: 'one of two active access keys is 200 days old' },
    'ram-user-inactive': { kind: 'user', detail: 'console user, last login 120 days ago' },
    'ram-user-never': { kind: 'user', detail: 'console user for 100 days without a login' },
    'ram-user-no-mfa': { kind: 'user', detail: 'console user without an MFA device' },
    'ram-user-admin': { kind: 'user', detail: 'AdministratorAccess is attached to the user' },
    'ram-group-admin': { kind: 'userGroup', detail: 'AdministratorAccess is attached to the group' },
    'ram-root-key': { kind: 'root', detail: 'the root account has an access key' },
    'ram-root-no-mfa': { kind: 'rootMfa', detail: 'the root account has no MFA device' },
    'ram-password-weak': { kind: 'accountLogins', detail: 'passwords of 8 characters without symbols, for ever' },
    'ram-keys-unused': { kind: 'accountKeys', detail: 'two users have access keys that nobody uses' },
  },
  raises: {
    'ram-key-old': ['ram-ak-age error'],
    'ram-user-inactive': ['ram-user-inactive warning'],
    'ram-user-never': ['ram-user-inactive warning'],
    'ram-user-no-mfa': ['ram-user-no-mfa error'],
    'ram-user-admin': ['ram-admin-policy error'],
    'ram-group-admin': ['ram-group-admin-policy warning'],
    'ram-root-key': ['ram-root-ak critical'],
    'ram-root-no-mfa': ['ram-root-mfa-off critical'],
    'ram-password-weak': ['ram-password-policy-weak info'],
    'ram-keys-unused': ['ram-ak-unused info'],
  },
});
