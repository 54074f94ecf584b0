import { userInactive } from '../../../../scripts/ram';
import { testChecker } from '../../../harness/check-tester';
import { inDays, login, now, user } from '../fixtures';
import { id, since } from '../logins';

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
