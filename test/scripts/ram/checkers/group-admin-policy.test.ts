import { groupAdminPolicy } from '../../../../scripts/ram';
import { testChecker } from '../../../harness/check-tester';
import { group, groupPolicy, now } from '../fixtures';

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
