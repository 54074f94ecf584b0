import { kmsPending } from '../../../../scripts/kms';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { asset, at, details } from '../fixtures';

testChecker(kmsPending, {
  healthy: { asset, related: details(), now },
  pass: { enabled: {} },
  fail: {
    'about to be deleted': {
      related: details({ KeyState: 'PendingDeletion', DeleteDate: '2026-03-08T12:00:00Z' }),
      message: 'deletion',
      severity: 'error',
      data: { value: 7, unit: 'd', at: new Date('2026-03-08T12:00:00Z') },
    },
    'one second more than three days left': {
      related: details({ KeyState: 'PendingDeletion', DeleteDate: at(3, 1) }),
      message: 'deletion',
      severity: 'error',
      data: { value: 3 },
    },
    'exactly three days left': {
      related: details({ KeyState: 'PendingDeletion', DeleteDate: at(3) }),
      message: 'deletion',
      severity: 'critical',
      data: { value: 3 },
    },
    'critical from a week on': {
      related: details({ KeyState: 'PendingDeletion', DeleteDate: at(7) }),
      params: { criticalDays: 7 },
      message: 'deletion',
      severity: 'critical',
      data: { value: 7 },
    },
    'about to be deleted some time': {
      related: details({ KeyState: 'PendingDeletion' }),
      message: 'deletionSomeTime',
      severity: 'error',
      text: { zh: '密钥 key-1 待删除，时间未知', en: 'Key key-1 will be deleted, it is not told when' },
    },
    disabled: {
      related: details({ KeyState: 'Disabled' }),
      message: 'disabled',
      severity: 'warning',
      text: { zh: '密钥 key-1 已禁用', en: 'Key key-1 is disabled' },
    },
  },
  skip: { 'without material yet': { related: details({ KeyState: 'PendingImport' }) } },
  unknown: { 'no answer': { related: { details: [] } } },
});
