/** How users log in and sign: RAM's view of logins, keys, devices and groups. */
import { listing, type Action, type Body } from '../../define';
import { notFound } from '../../errors';
import { markerPaging } from '../../paging';
import { DAY, secondTime } from '../../time';
import type { Scope } from '../../world';
import { aboutUser, common, groupOf, hasDevice, home, isPerson, keysOf, lastLogin, nameOf } from './users';

const serialOf = (scope: Scope, index: number): string =>
  `acs:ram::${scope.account.accountId}:mfa/${nameOf(scope, index)}`;

const members = (scope: Scope, group: number): number[] => {
  const live = scope.live('user');
  return Array.from({ length: live.length }, (_, n) => live.at(n)).filter((index) => groupOf(scope, index) === group);
};

function groupRow(scope: Scope, index: number): Body {
  const created = secondTime(scope.world.now - 200 * DAY);
  return {
    GroupName: scope.population('userGroup').idOf(index),
    GroupId: `g-emulated${index}`,
    Comments: '',
    CreateDate: created,
    UpdateDate: created,
  };
}

/** IMS has a name to show as well. */
export function listGroups(more: (index: number) => Body, max: number): Action {
  return {
    name: 'ListGroups',
    paging: markerPaging({ default: 100, max }),
    items: 'Groups.Group',
    itemId: 'GroupName',
    handle(call) {
      const scope = home(call);
      const live = scope.live('userGroup');
      const { rows, fields } = call.page(
        listing(live.length, (i): Body => ({ ...groupRow(scope, live.at(i)), ...more(live.at(i)) })),
      );
      return { Groups: { Group: rows }, ...fields };
    },
  };
}

export const logins: readonly Action[] = [
  aboutUser('GetUser', 'UserName', (scope, index) => ({
    User: { ...common(scope, index), UserName: nameOf(scope, index), LastLoginDate: lastLogin(scope, index) },
  })),
  aboutUser('GetLoginProfile', 'UserName', (scope, index) => {
    if (!isPerson(scope, index)) {
      throw notFound('EntityNotExist.User.LoginProfile', 'The user login profile does not exist.');
    }
    return {
      LoginProfile: {
        UserName: nameOf(scope, index),
        CreateDate: secondTime(scope.world.now - 100 * DAY),
        MFABindRequired: false,
        PasswordResetRequired: false,
      },
    };
  }),
  aboutUser('GetUserMFAInfo', 'UserName', (scope, index) => {
    if (!hasDevice(scope, index)) {
      throw notFound('EntityNotExist.User.MFADevice', 'The user has not bound any MFA device.');
    }
    return { MFADevice: { SerialNumber: serialOf(scope, index), Type: 'VMFA' } };
  }),
  aboutUser('ListAccessKeys', 'UserName', (scope, index) => ({
    AccessKeys: {
      AccessKey: keysOf(scope, index).map(({ id, status, created }) => ({
        AccessKeyId: id,
        Status: status,
        CreateDate: secondTime(created),
      })),
    },
  })),
  aboutUser(
    'GetAccessKeyLastUsed',
    'UserName',
    (scope, index, { params }) => {
      const key = keysOf(scope, index).find(({ id }) => id === params.UserAccessKeyId);
      if (key === undefined) throw notFound('EntityNotExist.User.AccessKey', 'The Access Key does not exist.');
      // Of a key that is switched off nobody has heard for long.
      const used = scope.world.time - (key.status === 'Active' ? 1 : 150) * DAY;
      return { AccessKeyLastUsed: { LastUsedDate: secondTime(used) } };
    },
    ['UserAccessKeyId'],
  ),
  aboutUser('ListGroupsForUser', 'UserName', (scope, index) => {
    const group = groupOf(scope, index);
    const { GroupName, GroupId, Comments, CreateDate: JoinDate } = group === undefined ? {} : groupRow(scope, group);
    return { Groups: { Group: group === undefined ? [] : [{ GroupName, GroupId, Comments, JoinDate }] } };
  }),
  listGroups(() => ({}), 1000),
  {
    name: 'ListUsersForGroup',
    params: ['GroupName'],
    required: ['GroupName'],
    paging: markerPaging({ default: 100, max: 1000 }),
    items: 'Users.User',
    itemId: 'UserName',
    handle(call) {
      const scope = home(call);
      const group = scope.find('userGroup', call.params.GroupName ?? '');
      if (group === undefined) throw notFound('EntityNotExist.Group', 'The group does not exist.');
      const found = members(scope, group);
      const { rows, fields } = call.page(
        listing(found.length, (n): Body => {
          const index = found[n] ?? 0;
          const { DisplayName, CreateDate: JoinDate } = common(scope, index);
          return { UserName: nameOf(scope, index), DisplayName, JoinDate };
        }),
      );
      return { Users: { User: rows }, ...fields };
    },
  },
  {
    name: 'ListVirtualMFADevices',
    handle(call) {
      const scope = home(call);
      const live = scope.live('user');
      const having = Array.from({ length: live.length }, (_, n) => live.at(n)).filter((one) => hasDevice(scope, one));
      return {
        VirtualMFADevices: {
          VirtualMFADevice: having.map((index) => {
            const { UserId, DisplayName, CreateDate: ActivateDate } = common(scope, index);
            const User = { UserId, UserName: nameOf(scope, index), DisplayName };
            return { SerialNumber: serialOf(scope, index), ActivateDate, User };
          }),
        },
      };
    },
  },
  {
    name: 'GetAccountAlias',
    handle: (call) => ({ AccountAlias: `account-${home(call).account.accountId.slice(-6)}` }),
  },
  {
    name: 'GetSecurityPreference',
    handle: () => ({
      SecurityPreference: {
        AccessKeyPreference: { AllowUserToManageAccessKeys: false },
        LoginProfilePreference: {
          AllowUserToChangePassword: true,
          EnableSaveMFATicket: false,
          LoginNetworkMasks: '',
          LoginSessionDuration: 6,
        },
        MFAPreference: { AllowUserToManageMFADevices: true },
        PublicKeyPreference: { AllowUserToManagePublicKeys: false },
      },
    }),
  },
];
