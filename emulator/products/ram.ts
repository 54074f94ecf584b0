/** RAM and IMS: the same users, seen by two APIs. */
import { listing, type Action, type Body, type Call, type Product } from '../define';
import { emulated } from '../emulated';
import { notFound } from '../errors';
import { markerPaging } from '../paging';
import { hash, uuid } from '../random';
import { DAY, secondTime } from '../time';
import type { Scope } from '../world';

function seedOf(scope: Scope, index: number): number {
  return hash(scope.population('user').key, index);
}

function common(scope: Scope, index: number): Body {
  const seed = seedOf(scope, index);
  return {
    UserId: `2${String(seed).padStart(10, '0')}0${String(index).padStart(6, '0')}`,
    DisplayName: `User ${index + 1}`,
    Comments: '',
    CreateDate: secondTime(scope.world.now - (100 + (seed % 300)) * DAY),
    UpdateDate: secondTime(scope.world.now - (seed % 100) * DAY),
  };
}

/** Names are ids, so that what is planted can be compared with what is found. */
function nameOf(scope: Scope, index: number): string {
  return scope.population('user').idOf(index);
}

function domainOf(scope: Scope): string {
  return `${scope.account.accountId}.onaliyun.com`;
}

/** Every other user is a person with a console login; what is wrong with a login is wrong with a person. */
function isPerson(scope: Scope, index: number): boolean {
  const condition = scope.condition('user', index);
  return condition?.startsWith('ram-user-') === true || (condition === undefined && index % 2 === 0);
}

function ramRow(scope: Scope, index: number): Body {
  return { ...common(scope, index), UserName: nameOf(scope, index) };
}

function imsRow(scope: Scope, index: number): Body {
  const condition = scope.condition('user', index);
  const days = condition === 'ram-user-inactive' ? 120 : seedOf(scope, index) % 30;
  const logsIn = isPerson(scope, index) && condition !== 'ram-user-never';
  return {
    ...common(scope, index),
    UserPrincipalName: `${nameOf(scope, index)}@${domainOf(scope)}`,
    LastLoginDate: logsIn ? secondTime(scope.world.time - days * DAY) : '',
    ProvisionType: 'Manual',
    Status: 'active',
    Tags: { Tag: [] },
  };
}

function home(call: Call): Scope {
  return call.world.home(call.scope.account.accountId);
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

/** An action about one user. @throws ApiError 404 */
function aboutUser(name: string, param: string, answer: (scope: Scope, index: number) => Body): Action {
  return {
    name,
    params: [param],
    required: [param],
    handle(call) {
      const scope = home(call);
      const [id = '', domain = domainOf(scope)] = (call.params[param] ?? '').split('@');
      const index = domain === domainOf(scope) ? scope.find('user', id) : undefined;
      if (index === undefined) throw notFound('EntityNotExist.User', `The user does not exist: ${id}.`);
      return answer(scope, index);
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

const getUserMFAInfo = aboutUser('GetUserMFAInfo', 'UserName', (scope, index) => {
  if (!isPerson(scope, index) || scope.condition('user', index) === 'ram-user-no-mfa') {
    throw notFound('EntityNotExist.User.MFADevice', 'The user has not bound any MFA device.');
  }
  const { accountId } = scope.account;
  return { MFADevice: { SerialNumber: `acs:ram::${accountId}:mfa/${nameOf(scope, index)}`, Type: 'VMFA' } };
});

function policies(scope: Scope, admin: boolean): Body {
  const policy = (PolicyName: string): Body => ({
    PolicyName,
    PolicyType: 'System',
    Description: '',
    DefaultVersion: 'v1',
    AttachDate: secondTime(scope.world.now - 90 * DAY),
  });
  const names = ['AliyunECSReadOnlyAccess', ...(admin ? ['AdministratorAccess'] : [])];
  return { Policies: { Policy: names.map(policy) } };
}

const listPoliciesForUser = aboutUser('ListPoliciesForUser', 'UserName', (scope, index) =>
  policies(scope, scope.condition('user', index) === 'ram-user-admin'),
);

const listPoliciesForGroup: Action = {
  name: 'ListPoliciesForGroup',
  params: ['GroupName'],
  required: ['GroupName'],
  handle(call) {
    const scope = home(call);
    const index = scope.find('userGroup', call.params.GroupName ?? '');
    if (index === undefined) throw notFound('EntityNotExist.Group', 'The group does not exist.');
    return policies(scope, scope.condition('userGroup', index) === 'ram-group-admin');
  },
};

const listGroups: Action = {
  name: 'ListGroups',
  paging: markerPaging({ default: 100, max: 100 }),
  items: 'Groups.Group',
  itemId: 'GroupName',
  handle(call) {
    const scope = home(call);
    const live = scope.live('userGroup');
    const { rows, fields } = call.page(
      listing(live.length, (i): Body => {
        const index = live.at(i);
        const created = secondTime(scope.world.now - 200 * DAY);
        return {
          GroupName: scope.population('userGroup').idOf(index),
          GroupId: `g-emulated${index}`,
          DisplayName: `Group ${index + 1}`,
          Comments: '',
          CreateDate: created,
          UpdateDate: created,
        };
      }),
    );
    return { Groups: { Group: rows }, ...fields };
  },
};

const listAccessKeys = aboutUser('ListAccessKeys', 'UserPrincipalName', (scope, index) => {
  const old = scope.condition('user', index) === 'ram-key-old';
  const key = (n: number, days: number, status: 'Active' | 'Inactive'): Body => ({
    AccessKeyId: `LTAI-emulated-${uuid(hash(seedOf(scope, index), n)).slice(0, 8)}`,
    Status: status,
    CreateDate: secondTime(scope.world.time - days * DAY),
    UpdateDate: secondTime(scope.world.time - days * DAY),
  });
  if (isPerson(scope, index)) return { AccessKeys: { AccessKey: [] } };
  // An old key that is switched off is no fault.
  return { AccessKeys: { AccessKey: [key(1, 20, 'Active'), key(2, 200, old ? 'Active' : 'Inactive')] } };
});

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

const getPasswordPolicy: Action = {
  name: 'GetPasswordPolicy',
  handle(call) {
    const weak = home(call).condition('accountLogins', 0) === 'ram-password-weak';
    return {
      PasswordPolicy: {
        MinimumPasswordLength: weak ? 8 : 14,
        MinimumPasswordDifferentCharacter: 0,
        RequireLowercaseCharacters: true,
        RequireUppercaseCharacters: true,
        RequireNumbers: true,
        RequireSymbols: !weak,
        MaxPasswordAge: weak ? 0 : 180,
        PasswordReusePrevention: weak ? 0 : 5,
        MaxLoginAttemps: 5,
        HardExpire: false,
        PasswordNotContainUserName: false,
      },
    };
  },
};

const ramApi: Product = {
  code: 'ram',
  version: '2015-05-01',
  global: true,
  actions: [listUsers(ramRow, 'UserName'), getUserMFAInfo, listPoliciesForUser, listPoliciesForGroup],
};

const imsApi: Product = {
  code: 'ims',
  version: '2019-08-15',
  global: true,
  actions: [
    listUsers(imsRow, 'UserPrincipalName'),
    getLoginProfile,
    listGroups,
    listAccessKeys,
    getAccountSecurityPracticeReport,
    getPasswordPolicy,
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
