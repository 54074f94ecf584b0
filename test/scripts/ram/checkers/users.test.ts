import { akAge, adminPolicy, groupAdminPolicy, userInactive, userNoMfa } from '../../../../scripts/ram';
import { testChecker } from '../../../harness/check-tester';
import { device, group, groupPolicy, inDays, key, login, now, policy, user } from '../fixtures';

const since = login('2025-03-01T00:00:00Z');
const id = 'ann@1000000000000001.onaliyun.com';

testChecker(akAge, {
  healthy: { asset: user, related: { keys: [key('LTAI-one-0001', -10)] }, now },
  pass: {
    'a young key': {},
    'exactly 90 days': { related: { keys: [key('LTAI-one-0001', -90)] } },
    'an old one that is off': { related: { keys: [key('LTAI-one-0001', -1), key('LTAI-two-0002', -400, 'Inactive')] } },
    'older is allowed': { params: { days: 180 }, related: { keys: [key('LTAI-one-0001', -180)] } },
  },
  fail: {
    'just over 90 days': {
      related: { keys: [key('LTAI-one-0001', -90, 'Active', -1)] },
      message: 'old',
      severity: 'error',
      text: {
        zh: `RAM 用户 ${id} 有 AccessKey 超过 90 天未轮换：LTAI…0001 (90 d)`,
        en: `RAM user ${id} has access keys older than 90 days: LTAI…0001 (90 d)`,
      },
    },
    'two of three, the oldest first': {
      related: { keys: [key('LTAI-one-0001', -100), key('LTAI-two-0002', -5), key('LTAI-two-0003', -300)] },
      message: 'old',
      severity: 'error',
      data: { value: 300, keys: ['LTAI…0003 (300 d)', 'LTAI…0001 (100 d)'] },
    },
    'younger is wanted': {
      params: { days: 7 },
      message: 'old',
      severity: 'error',
      data: { value: 10, threshold: 7 },
    },
  },
  skip: {
    'no key': { related: { keys: [] } },
    'none that is on': { related: { keys: [key('LTAI-one-0001', -400, 'Inactive')] } },
  },
});

testChecker(userInactive, {
  healthy: { asset: user, related: { login: [since] }, now },
  absentIsFact: ['lastLoginDate', 'related.login.passwordStatus'],
  pass: {
    'logged in of late': {},
    'exactly 90 days ago': { asset: { lastLoginDate: inDays(-90) } },
    'a new user who did not yet': {
      asset: { lastLoginDate: undefined },
      related: { login: [login('2026-02-01T00:00:00Z')] },
    },
    'longer is allowed': { params: { days: 365 }, asset: { lastLoginDate: inDays(-300) } },
  },
  fail: {
    'just over 90 days': {
      asset: { lastLoginDate: inDays(-90, -1) },
      message: 'inactive',
      severity: 'warning',
      text: {
        zh: `RAM 用户 ${id} 已 90 天未登录控制台`,
        en: `RAM user ${id} has not logged in to the console for 90 days`,
      },
    },
    never: {
      asset: { lastLoginDate: undefined },
      message: 'never',
      severity: 'warning',
      text: {
        zh: `RAM 用户 ${id} 从未登录控制台，其登录设置最近一次变更在 365 天前`,
        en: `RAM user ${id} never logged in to the console; the settings of its login last changed 365 days ago`,
      },
    },
    'a week is too long': {
      params: { days: 7 },
      message: 'inactive',
      severity: 'warning',
      data: { value: 9, threshold: 7 },
    },
  },
  skip: {
    'no console login': { related: { login: [] } },
    'a console login that is switched off': {
      asset: { lastLoginDate: inDays(-400) },
      related: { login: [login('2025-03-01T00:00:00Z', 'Inactive')] },
    },
    'an initial password that has expired': {
      asset: { lastLoginDate: inDays(-400) },
      related: { login: [login('2025-03-01T00:00:00Z', 'Active', 'InitialExpired')] },
    },
  },
  unknown: { 'no times': { asset: { lastLoginDate: undefined }, related: { login: [login('')] } } },
});

testChecker(userNoMfa, {
  healthy: {
    asset: user,
    related: { login: [since], mfa: [device({ SerialNumber: 'acs:mfa/ann', Type: 'VMFA' })] },
    now,
  },
  pass: {
    'a device': {},
    'a security key without a number': { related: { mfa: [device({ SerialNumber: '', Type: 'U2F' })] } },
  },
  fail: {
    none: {
      related: { mfa: [] },
      message: 'none',
      severity: 'error',
      text: { zh: `RAM 用户 ${id} 可登录控制台但没有 MFA 设备`, en: `RAM user ${id} may log in without an MFA device` },
    },
    'none, and the next login asks for one': {
      related: { login: [login('2025-03-01T00:00:00Z', 'Active', 'NotInitial', true)], mfa: [] },
      message: 'asked',
      severity: 'warning',
      text: {
        zh: `RAM 用户 ${id} 没有 MFA 设备，下次登录时须绑定`,
        en: `RAM user ${id} has no MFA device; the next login asks for one`,
      },
    },
    'none, and an initial password that is still good': {
      related: { login: [login('2025-03-01T00:00:00Z', 'Active', 'InitialValid')], mfa: [] },
      message: 'none',
      severity: 'error',
      data: { id },
    },
  },
  skip: {
    'no console login': { related: { login: [], mfa: [] } },
    'a console login that is switched off': {
      related: { login: [login('2025-03-01T00:00:00Z', 'Inactive')], mfa: [] },
    },
    'an initial password that has expired': {
      related: { login: [login('2025-03-01T00:00:00Z', 'Active', 'InitialExpired')], mfa: [] },
    },
  },
  // Older answers have none, and nothing says that it expired.
  absentIsFact: ['related.login.passwordStatus'],
  unknown: { 'nothing about a device': { related: { mfa: [device(undefined)] } } },
});

testChecker(adminPolicy, {
  healthy: { asset: user, related: { policies: [policy('AliyunECSReadOnlyAccess')] }, now },
  pass: {
    'a smaller policy': {},
    'no policy': { related: { policies: [] } },
    'others count': { params: { policies: ['everything'] }, related: { policies: [policy('AdministratorAccess')] } },
  },
  fail: {
    administrator: {
      related: { policies: [policy('AliyunECSReadOnlyAccess'), policy('AdministratorAccess')] },
      message: 'admin',
      severity: 'error',
      text: {
        zh: `RAM 用户 ${id} 被直接授予管理员策略：AdministratorAccess`,
        en: `RAM user ${id} holds administrator policies: AdministratorAccess`,
      },
    },
    'one of our own': {
      params: { policies: ['AdministratorAccess', 'everything'] },
      related: { policies: [policy('everything')] },
      message: 'admin',
      severity: 'error',
      data: { policies: ['everything'] },
    },
  },
});

testChecker(groupAdminPolicy, {
  healthy: { asset: group, related: { policies: [groupPolicy('AliyunECSReadOnlyAccess')] }, now },
  pass: {
    'a smaller policy': {},
    'no policy': { related: { policies: [] } },
    'others count': {
      params: { policies: ['everything'] },
      related: { policies: [groupPolicy('AdministratorAccess')] },
    },
  },
  fail: {
    administrators: {
      related: { policies: [groupPolicy('AdministratorAccess')] },
      message: 'admin',
      severity: 'warning',
      text: {
        zh: 'RAM 用户组 ops 被授予管理员策略：AdministratorAccess',
        en: 'RAM user group ops grants its members AdministratorAccess',
      },
    },
  },
});
