import { adminPolicy } from '../../../../scripts/ram';
import { testChecker } from '../../../harness/check-tester';
import { now, policy, user } from '../fixtures';
import { id } from '../logins';

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
