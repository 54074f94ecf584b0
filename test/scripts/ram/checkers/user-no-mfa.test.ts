import { userNoMfa } from '../../../../scripts/ram';
import { testChecker } from '../../../harness/check-tester';
import { device, login, now, user } from '../fixtures';
import { id, since } from '../logins';

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
