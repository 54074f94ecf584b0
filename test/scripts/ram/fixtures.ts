import {
  accessKeys,
  accounts,
  groupPolicies,
  groups,
  loginProfile,
  mfaDevice,
  securityReport,
  userPolicies,
  users,
} from '../../../scripts/ram';
import { inDays, now } from '../ecs/fixtures';

export { inDays, now };

const where = { account: { id: '1000000000000001', name: 'production' }, region: 'global' };

export const user = users.toAsset(
  {
    UserPrincipalName: 'ann@1000000000000001.onaliyun.com',
    DisplayName: 'Ann',
    UserId: '2000000000001',
    Status: 'active',
    ProvisionType: 'Manual',
    CreateDate: '2025-03-01T00:00:00Z',
    LastLoginDate: '2026-02-20T00:00:00Z',
    Comments: '',
    Tags: { Tag: [] },
  },
  where,
);

export const account = accounts.toAsset({ AccountId: '1000000000000001' }, where);

export function key(AccessKeyId: string, days: number, Status = 'Active', seconds = 0) {
  return accessKeys.toAsset({ AccessKeyId, Status, CreateDate: inDays(days, seconds).toISOString() }, where);
}

export function login(UpdateDate: string, Status = 'Active', PasswordStatus = 'NotInitial', MFABindRequired = false) {
  const UserPrincipalName = 'ann@1000000000000001.onaliyun.com';
  return loginProfile.toAsset(
    { LoginProfile: { UserPrincipalName, Status, PasswordStatus, MFABindRequired, UpdateDate } },
    where,
  );
}

export function device(MFADevice: object | undefined) {
  return mfaDevice.toAsset({ RequestId: 'r-1', MFADevice }, where);
}

export function policy(PolicyName: string) {
  return userPolicies.toAsset({ PolicyName, PolicyType: 'System' }, where);
}

export function report(facts: object) {
  return securityReport.toAsset(
    { RequestId: 'r-1', AccountSecurityPracticeInfo: { AccountSecurityPracticeUserInfo: facts } },
    where,
  );
}

export const group = groups.toAsset(
  { GroupName: 'ops', DisplayName: 'Operations', GroupId: 'g-1', CreateDate: '2025-03-01T00:00:00Z', Comments: '' },
  where,
);

export function groupPolicy(PolicyName: string) {
  return groupPolicies.toAsset({ PolicyName }, where);
}
